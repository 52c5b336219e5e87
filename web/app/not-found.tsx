import Link from "next/link";
import { Pig } from "@/components/art/pig";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-3 p-6 text-center">
      <Pig asleep className="w-32" />
      <h1 className="text-title font-bold">Không có trang này</h1>
      <Link href="/" className="grid min-h-11 place-items-center font-semibold text-clay-strong underline underline-offset-4">
        Về nhà
      </Link>
    </main>
  );
}
