"""What is no bill: pages of a book, letters, notices, a class timetable, a chat; and drawn scenes without a text."""

import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.ai.eval_bills.papers.html import cells, centre, set_in, t
from tests.ai.eval_bills.truth import Paper, Truth

SENTENCES = (
    "Buổi sớm, sương còn giăng kín mặt hồ, vài chiếc thuyền nan lặng lẽ rời bến.",
    "Ông giáo gấp cuốn sổ lại, nhìn ra khoảng sân đầy lá bàng đỏ.",
    "Năm 1986, cả xóm chỉ có một chiếc tivi đen trắng 14 inch.",
    "Kính gửi quý phụ huynh, nhà trường xin thông báo lịch họp vào 7 giờ 30 ngày 12/10.",
    "Con đường dài 12,5 km chạy men theo chân núi, qua bốn cây cầu nhỏ.",
    "Nó cười, bảo rằng mùa này cá linh về nhiều lắm, bông điên điển vàng rực.",
    "Theo thống kê, hơn 3.000 hộ dân trong vùng đã có nước sạch.",
    "Đề nghị toàn thể cư dân toà nhà không để xe tại sảnh tầng 1.",
    "Cuộc gặp kéo dài đến 21h, mọi người ra về trong cơn mưa rào.",
    "Thưa cô, em xin phép nghỉ học ngày mai vì bị sốt.",
    "Gió đưa cây cải về trời, rau răm ở lại chịu lời đắng cay.",
    "Tác giả sinh tại Bình Định, mất năm 1954, để lại 27 truyện ngắn.",
)
TALK = (
    "Mấy giờ đón con thế?",
    "5h nhé anh",
    "Nhớ mua rau",
    "ok em",
    "Mai mẹ lên chơi đó",
    "Vâng ạ",
    "Xe hỏng rồi, về muộn",
    "Ăn cơm trước đi",
    "Haha",
    "Gửi ảnh đi",
)
SUBJECTS = ("Toán", "Ngữ văn", "Lịch sử", "Địa lý", "Tiếng Anh", "Mĩ thuật", "Thể dục", "Tin học", "Hoá học")
DAYS = ("Tiết", "Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6")
HEADINGS = ("CHƯƠNG BẢY", "THÔNG BÁO", "Thư gửi con", "Bản tin phường", "Tiết 14")
SIGNS = (
    ("KHU PHỐ VĂN HOÁ SỐ 5", "Tổ dân phố 12 - ĐT 0243 555 1212"),
    ("CẤM ĐỖ XE", "từ 6h00 đến 22h00"),
    ("XE BUÝT 86", "Ga Hà Nội - Nội Bài", "45 phút/chuyến"),
    ("PHÒNG KHÁM RĂNG", "Thứ 2 - Thứ 7: 8h - 19h"),
)
NONE = Truth("none")


def page(rng: random.Random) -> Paper:
    """A page of running text, with a heading and a page number."""
    paragraphs = [" ".join(rng.sample(SENTENCES, rng.randint(2, 5))) for _ in range(rng.randint(3, 7))]
    body = "".join(f'<div class="p">{t(paragraph)}</div>' for paragraph in paragraphs)
    html = centre(rng.choice(HEADINGS), "huge") + "<br>" + body + centre(str(rng.randint(3, 320)))
    return Paper(
        "text page", html, set_in(rng.choice(("book", "calibri", "verdana")), 16, 1.45), 520, NONE, "reading", "laser"
    )


def chat(rng: random.Random) -> Paper:
    """A chat on a screen."""
    words = [(rng.choice(("right", "")), rng.choice(TALK)) for _ in range(rng.randint(6, 13))]
    body = "".join(f'<div class="{side}"><span class="l">{t(said)}</span></div>' for side, said in words)
    return Paper(
        "chat", centre("Nhóm gia đình", "big") + body, set_in("inter", 16, 1.4), 390, NONE, "reading", "screen"
    )


def timetable(rng: random.Random) -> Paper:
    """A table that sells nothing."""
    rows = "".join(cells(number, *(rng.choice(SUBJECTS) for _ in range(5))) for number in range(1, 6))
    html = centre("THỜI KHOÁ BIỂU LỚP 5B", "big") + f"<table>{cells(*DAYS)}{rows}</table>"
    return Paper("timetable", html, set_in("lato", 15, 1.4), 520, NONE, "reading", "laser")


def notice(rng: random.Random) -> Paper:
    """A sign with a few large words and numbers that are no prices."""
    html = "<br>".join(centre(word, "huge") for word in rng.choice(SIGNS))
    return Paper("sign", html, set_in("lato", 22, 1.5), 460, NONE, "reading", "screen")


def scene(rng: random.Random, width: int = 720, height: int = 900) -> Image.Image:
    """Shapes like food on a table, faces, hills: drawn, since no photos of strangers are kept here."""
    noise = np.random.default_rng(rng.randrange(2**31))
    sky = np.linspace(noise.uniform(40, 255, 3), noise.uniform(20, 230, 3), height)[:, None].repeat(width, 1)
    picture = Image.fromarray(sky.clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.randint(5, 40)):
        x, y, size = rng.randint(-80, width), rng.randint(-80, height), rng.randint(15, 280)
        colour = tuple(rng.randint(0, 255) for _ in range(3))
        shape = rng.choice((draw.ellipse, draw.rectangle, draw.chord))
        box = (x, y, x + size, y + int(size * rng.uniform(0.4, 1.6)))
        if shape == draw.chord:
            draw.chord(box, rng.randint(0, 180), rng.randint(181, 360), fill=colour)
        else:
            shape(box, fill=colour)  # type: ignore[call-arg]
    for _ in range(rng.randint(0, 30)):
        points = [(rng.randint(0, width), rng.randint(0, height)) for _ in range(3)]
        draw.line(points, fill=tuple(rng.randint(0, 255) for _ in range(3)), width=rng.randint(1, 9))
    grain = noise.normal(0, rng.uniform(2, 14), (height, width, 1))
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 4))), np.float32) + grain
    return Image.fromarray(soft.clip(0, 255).astype(np.uint8))
