import type { components } from "./generated";

/** The backend's words, as the contract generated them. The page writes no types of its own for them. */
type Schemas = components["schemas"];

export type Account = Schemas["Account"];
export type AccountType = Schemas["AccountType"];
export type Alert = Schemas["Alert"];
export type AlertEvent = Schemas["AlertEvent"];
export type CashFlow = Schemas["CashFlow"];
export type CategorySum = Schemas["CategorySum"];
export type DaySum = Schemas["DaySum"];
export type Bill = Schemas["Bill"];
export type BillField = Schemas["BillField"];
export type BillLine = Schemas["BillLine"];
export type BillPiece = Schemas["BillPiece"];
export type Box = Schemas["Box"];
export type Clip = Schemas["Clip"];
export type Draft = Schemas["Draft"];
export type DraftContent = Schemas["DraftContent"];
export type DraftPart = Schemas["DraftPart"];
export type DraftsEvent = Schemas["DraftsEvent"];
export type DraftField = Schemas["DraftField"];
export type Evidence = Schemas["Evidence"];
export type HeardWord = Schemas["HeardWord"];
export type Household = Schemas["Household"];
export type Invitation = Schemas["Invitation"];
export type Jar = Schemas["Jar"];
export type JarRule = Schemas["JarRule"];
export type JarShare = Schemas["JarShare"];
export type Keeping = Schemas["Keeping"];
export type KeepingChange = Schemas["KeepingChange"];
export type LedgerEvent = Schemas["LedgerEvent"];
export type Member = Schemas["Member"];
export type Membership = Schemas["Membership"];
export type Memory = Schemas["Memory"];
export type Money = Schemas["Money"];
export type MonthSum = Schemas["MonthSum"];
export type MonthSummary = Schemas["MonthSummary"];
export type Plan = Schemas["Plan"];
export type Question = Schemas["Question"];
export type QuestionOption = Schemas["QuestionOption"];
export type Reading = Schemas["Reading"];
export type Role = Schemas["Role"];
export type Session = Schemas["Session"];
export type Spendable = Schemas["Spendable"];
export type Transaction = Schemas["Transaction"];
export type TransactionContent = Schemas["TransactionContent"];
export type TransactionFilter = Schemas["TransactionFilter"];
export type TransactionKind = Schemas["TransactionKind"];
export type TransactionList = Schemas["TransactionList"];
export type Transcript = Schemas["Transcript"];
export type Understood = Schemas["Understood"];
export type User = Schemas["User"];
export type Verification = Schemas["Verification"];
export type VoiceStart = Schemas["VoiceStart"];

/** What the ear says over the line. */
export type VoiceEvent = Schemas["WordsEvent"] | Schemas["DraftsEvent"] | Schemas["ProblemEvent"];
