import type { ReactNode } from "react";
import { Gate } from "@/components/app/gate";
import { Shell } from "@/components/app/shell";

export default function AppLayout({ children }: { readonly children: ReactNode }) {
  return (
    <Gate>
      <Shell>{children}</Shell>
    </Gate>
  );
}
