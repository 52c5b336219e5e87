import { Welcome } from "@/components/onboarding/welcome";

export default function WelcomePage() {
  return <Welcome />;
}
