import { SignIn } from "@/components/auth/sign-in";

export default function SignInPage() {
  return <SignIn />;
}
