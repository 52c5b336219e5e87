"use client";

import { Search, SlidersHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { FilterFields } from "./filter-fields";
import type { useFilter } from "./use-filter";

/** Search in the words of a person: "phở tháng trước trên 50k". */
export function SearchLine({ filter }: { readonly filter: ReturnType<typeof useFilter> }) {
  const t = useTranslations("book");
  const asked = filter.get("q");
  const [text, setText] = useState(asked);
  const [seen, setSeen] = useState(asked);
  if (asked !== seen) {
    setSeen(asked);
    setText(asked);
  }
  const [open, setOpen] = useState(filter.any && !asked);
  return (
    <div className="grid gap-3">
      <form
        role="search"
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          filter.set({ q: text.trim() || null });
        }}
      >
        <div className="relative flex-1">
          <Search aria-hidden className="pointer-events-none absolute top-3 left-3.5 size-5 text-soft" />
          <Input type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder={t("search_hint")} aria-label={t("search")} maxLength={500} className="pl-11" />
        </div>
        <Button look={open ? "soft" : "line"} size="icon" aria-label={t("filters")} aria-expanded={open} onClick={() => setOpen(!open)}>
          <SlidersHorizontal aria-hidden />
        </Button>
        {filter.any ? (
          <Button look="quiet" size="icon" aria-label={t("clear")} onClick={filter.clear}>
            <X aria-hidden />
          </Button>
        ) : null}
      </form>
      {open ? <FilterFields filter={filter} /> : null}
    </div>
  );
}
