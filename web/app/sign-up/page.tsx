import { SignUp } from "@/components/auth/sign-up";

export default function SignUpPage() {
  return <SignUp />;
}
