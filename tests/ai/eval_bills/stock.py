"""Shops, goods and places of the test bills; none of them is known to the training (a test compares)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shop:
    """Where one buys."""

    name: str
    address: str
    telephone: str


PHO = (
    Shop("PHỞ GIA TRUYỀN LÂM ẤN", "49 Bát Đàn, Hoàn Kiếm", "0912.446.700"),
    Shop("Phở Thìn Bờ Sông", "Số 13 Lò Đúc", "024.3821 2709"),
    Shop("Quán Phở Dậu Ngõ Vắng", "288/M1 Nam Kỳ Khởi Nghĩa, P.8", "0903 118 257"),
    Shop("Bún Cá Rô Đồng Kẻ Sặt", "Chợ Kẻ Sặt, Hải Dương", "0977 803 412"),
)
CAFE = (
    Shop("Ếch Cốm Coffee & Tea", "7 Nhà Chung", "1900 6791"),
    Shop("TIỆM CÀ PHÊ GIỌT ĐẮNG", "212 Pasteur, Q.3", "0868 551 903"),
    Shop("Nhà Kho Rang Xay", "Đường số 41, Thảo Điền", "0934.208.116"),
)
MARKET = (
    Shop("SIÊU THỊ ĐỒNG XANH", "191 Bạch Mai, HBT, Hà Nội", "1900 545 482"),
    Shop("VinhMart Express", "Kiot 5 CC Ecolife, Tố Hữu", "024 7106 6866"),
    Shop("Co-op Ngã Bảy", "Chợ nổi Ngã Bảy, Hậu Giang", "0293 386 5225"),
)
GROCER = (
    Shop("Tạp hoá Dì Sáu Răng Khểnh", "Ấp 3, xã Tân Kiên", "0388 725 901"),
    Shop("CỬA HÀNG BÀ TẸO", "Ngõ 72 Nguyễn Khánh Toàn", "0962.014.553"),
)
RESTAURANT = (
    Shop("NHÀ HÀNG THUYỀN CHÀI", "24 Thanh Niên, Hồ Tây", "024 3716 0222"),
    Shop("Lẩu Dê Đất Tổ", "Km7 QL32C, Việt Trì", "0210 222 8899"),
    Shop("Quán Nhậu Gió Chướng", "Kênh Nhiêu Lộc, P.14", "0908 640 313"),
)
FUEL = (
    Shop("PETROLIMEX CỬA HÀNG SỐ 87", "QL 1A, Diêm Điền", "0227 385 4411"),
    Shop("XĂNG DẦU MIPEC YÊN VIÊN", "Hà Huy Tập, Gia Lâm", "024 3827 1350"),
)
PHARMACY = (
    Shop("NHÀ THUỐC PHÚC VINH 24/7", "88 Phủ Doãn", "0243 938 0077"),
    Shop("Quầy thuốc Ngân Hà Xanh", "Thị trấn Phùng, Đan Phượng", "0985 330 146"),
)
PHO_DISHES = (
    ("Phở tái lăn", 60),
    ("Phở sốt vang", 75),
    ("Phở gầu giòn", 70),
    ("Quẩy", 5),
    ("Trứng trần", 10),
    ("Phở gà ta xé", 55),
    ("Bát tiết", 15),
    ("Sữa đậu", 12),
    ("Nước sấu", 20),
)
CAFE_DRINKS = (
    ("Cà phê muối", 39),
    ("Đen đá phin", 29),
    ("Nâu lắc cốt dừa", 49),
    ("Cold brew vải", 55),
    ("Trà sen vàng củ năng", 52),
    ("Ô long mận", 45),
    ("Matcha đá xay", 59),
    ("Bánh sừng bò", 35),
    ("Tiramisu ly", 48),
)
MARKET_GOODS = (
    ("Đậu bắp VietGAP", 18900),
    ("Bơ lạt Pháp 200g", 92500),
    ("Mì trứng cay 5 gói", 26800),
    ("Xúc xích phô mai", 45900),
    ("Nước giặt hương hoa 2.4kg", 139000),
    ("Rong biển ăn liền", 21500),
    ("Sữa hạt óc chó 1L", 57300),
    ("Giấy lau bếp 2 cuộn", 33400),
    ("Phô mai lát 10 miếng", 64200),
    ("Bột chiên giòn 150g", 9700),
    ("Nấm đùi gà 300g", 25600),
    ("Kẹo bạc hà vỉ", 12400),
    ("Khăn mặt sợi tre", 38500),
    ("Trà ô lông 455ml", 10200),
    ("Bánh quế vừng", 27100),
    ("Dầu mè 250ml", 48800),
    ("Cá nục sốt cà hộp", 23900),
    ("Rượu nếp cẩm 500ml", 85000),
    ("Ngũ cốc yến mạch", 71600),
    ("Bàn chải kẽ răng", 42300),
)
WEIGHED = (
    ("Cánh gà công nghiệp", 74500),
    ("Vải thiều Thanh Hà", 52700),
    ("Bí đỏ hồ lô", 21900),
    ("Ổi lê Đài Loan", 31500),
    ("Cá diêu hồng", 68900),
    ("Bắp cải tím", 28600),
)
GROCER_GOODS = (
    ("Nước mắm cốt nhĩ", 65),
    ("Trứng cút vỉ 30", 28),
    ("Bột canh Hải Châu", 5),
    ("Gạo tám Điện Biên", 24),
    ("Thuốc muỗi", 9),
    ("Diêm quẹt", 2),
    ("Mắm tép Hà Yên", 70),
    ("Xi dầu", 17),
    ("Bánh đa Kế", 15),
    ("Lạc sống", 46),
)
DISHES = (
    ("Dê tái chanh", 185),
    ("Cá lăng om chuối", 320),
    ("Gà đồi ủ muối", 350),
    ("Rau bò khai xào", 65),
    ("Ếch đồng chiên bơ", 145),
    ("Tôm sú hấp nước dừa", 290),
    ("Cơm cháy chà bông", 55),
    ("Bò nhúng giấm", 259),
    ("Bia hơi cốc", 15),
    ("Rượu táo mèo", 120),
    ("Nước khoáng Lavie", 15),
    ("Khăn ướt", 4),
    ("Nộm hoa chuối", 59),
    ("Ngao hai cồi nướng", 135),
    ("Măng trúc luộc", 49),
    ("Lẩu riêu cua bắp bò", 399),
)
FUELS = (("Xăng RON 95-V", 23470), ("Xăng E10", 20190), ("Dầu diesel 0.001S", 19860))
MEDICINES = (
    ("Hapacol 650 vỉ", 14000),
    ("Siro ăn ngon Bé Cưng", 89000),
    ("Cao dán giảm đau", 32500),
    ("Natri clorid 0,9%", 6000),
    ("Viên sủi bồi bổ", 47000),
    ("Gạc vô trùng", 11500),
    ("Smecta gói", 4200),
    ("Que thử", 25000),
    ("Bông y tế", 8500),
)
CASHIERS = ("Hạnh", "Quyên NT", "Đ. Toàn", "Thuỳ Linh", "CN01-Vỹ", "admin", "Khuê", "Bảo Ngọc")
NOTES = (
    ("Đậu phụ", 10),
    ("Rau ngót", 8),
    ("Cá trắm khúc", 75),
    ("Giò lụa", 40),
    ("Mớ hành", 3),
    ("Thịt mông", 62),
    ("Chanh ớt", 5),
    ("Bún tươi", 12),
    ("Trứng ngan", 36),
    ("Vá xe", 20),
    ("Đóng quỹ lớp", 150),
    ("Nến thơm", 45),
)
RECEIVERS = ("DOAN THE VINH", "LUU THI TUYET MAI", "NGHIEM XUAN SON", "TA QUANG KHAI", "CAO THI HUONG GIANG")
REASONS = ("tien com trua", "tra tien nha thang 9", "mua giay cho con", "gop qua tan gia", "CK tien hang")
