import { Book } from "@/components/book/book";

export default function BookPage() {
  return <Book />;
}
