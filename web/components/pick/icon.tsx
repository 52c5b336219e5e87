import {
  Baby, Banknote, BookOpen, Briefcase, Building2, BusFront, CalendarDays, Car, CircleParking, Coffee, CreditCard, Droplet, Dumbbell, Ellipsis,
  Film, Flame, Fuel, Gamepad2, Gift, GraduationCap, Hammer, HandHeart, Heart, House, KeyRound, Landmark, Laptop, Mail, Motorbike, PawPrint,
  Pencil, Percent, Phone, Pill, Plane, ScrollText, Shield, Shirt, ShoppingBag, ShoppingBasket, Smartphone, Sofa, Soup, Sparkles, Sprout, Stamp, Star,
  Stethoscope, Store, Ticket, Users, Utensils, Wallet, Wifi, Wine, Wrench, Zap, type LucideIcon,
} from "lucide-react";

/** The pictures that the presets name. */
const ICONS: Readonly<Record<string, LucideIcon>> = {
  baby: Baby, bag: ShoppingBag, bank: Landmark, basket: ShoppingBasket, bolt: Zap, book: BookOpen, bowl: Utensils, briefcase: Briefcase,
  building: Building2, bus: BusFront, calendar: CalendarDays, car: Car, card: CreditCard, cash: Banknote, certificate: ScrollText, cup: Coffee,
  dots: Ellipsis, drop: Droplet, dumbbell: Dumbbell, envelope: Mail, family: Users, film: Film, flame: Flame, fuel: Fuel, gamepad: Gamepad2,
  gift: Gift, glass: Wine, hammer: Hammer, hands: HandHeart, heart: Heart, house: House, key: KeyRound, laptop: Laptop, noodles: Soup,
  parking: CircleParking, paw: PawPrint, pencil: Pencil, percent: Percent, phone: Phone, pill: Pill, plane: Plane, school: GraduationCap,
  scooter: Motorbike, shield: Shield, shirt: Shirt, smartphone: Smartphone, sofa: Sofa, sparkle: Sparkles, sprout: Sprout, stamp: Stamp, star: Star,
  stethoscope: Stethoscope, store: Store, ticket: Ticket, wallet: Wallet, wifi: Wifi, wrench: Wrench,
};

export const ICON_NAMES: readonly string[] = Object.keys(ICONS);

export function Icon({ name, className }: { readonly name: string; readonly className?: string }) {
  const Picture = ICONS[name] ?? Ellipsis;
  return <Picture aria-hidden className={className} strokeWidth={1.9} />;
}
