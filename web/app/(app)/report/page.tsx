import { Report } from "@/components/report/report";

export default function ReportPage() {
  return <Report />;
}
