import type { ReactNode } from "react";

interface Props {
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

export function Table({ head, rows }: Props) {
  return (
    <div tabIndex={0} role="group" aria-label={head.join(", ")} className="-mx-1 overflow-x-auto px-1">
      <table className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b text-small text-soft">
            {head.map((name, index) => (
              <th key={name} scope="col" className={index ? "py-2 pl-3 text-right font-semibold whitespace-nowrap" : "py-2 font-semibold"}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-b last:border-0">
              {row.cells.map((cell, index) => (
                <td key={index} className={index ? "figures py-2.5 pl-3 text-right whitespace-nowrap" : "py-2.5"}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
