import { Jars } from "@/components/jars/jars";

export default function JarsPage() {
  return <Jars />;
}
