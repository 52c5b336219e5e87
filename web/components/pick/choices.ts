import type { Account, Jar } from "@/lib/api/schema";
import { hueOf } from "@/lib/names";
import type { Choice } from "./choice-editor";

export function categoryChoices(categories: readonly Account[]): Choice[] {
  const names = new Map(categories.map((one) => [one.account_id, one.name]));
  return categories.map((one) => ({
    value: one.account_id,
    label: one.name,
    inside: one.parent_id !== null,
    also: one.parent_id ? names.get(one.parent_id) : undefined,
    icon: one.icon,
  }));
}

export function jarChoices(jars: readonly Jar[]): Choice[] {
  return jars.map((jar) => ({ value: jar.jar_id, label: jar.name, hue: hueOf(jar), money: jar.balance }));
}

export function purseChoices(purses: readonly Account[]): Choice[] {
  return purses.map((one) => ({ value: one.account_id, label: one.name, icon: one.icon || "wallet", money: one.balance }));
}
