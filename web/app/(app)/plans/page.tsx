import { Plans } from "@/components/plans/plans";

export default function PlansPage() {
  return <Plans />;
}
