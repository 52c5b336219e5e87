import type { Write } from "@/lib/outbox/model";
import { tellShare } from "./progress";
import { asSignedIn } from "./session";
import { upload } from "./upload";

/** Sends the pictures of one reading under the ids that they were kept with. */
export async function sendPictures(write: Write): Promise<unknown> {
  const form = new FormData();
  form.append("request_id", write.id);
  for (const file of write.files ?? []) {
    form.append("evidence_ids", file.id);
    form.append("files", file.blob, file.name);
  }
  tellShare(write.id, 0);
  try {
    return await asSignedIn(() => upload(write.path, form, (share) => tellShare(write.id, share)));
  } finally {
    tellShare(write.id, null);
  }
}
