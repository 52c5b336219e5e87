import { Settings } from "@/components/settings/settings";

export default function SettingsPage() {
  return <Settings />;
}
