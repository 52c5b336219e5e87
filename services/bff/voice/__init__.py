"""Speaking: a line for live words, and whole clips that were kept while offline.

The line is a WebSocket at `/api/v1/households/{household_id}/voice`. The browser sends the session's cookie and its
Origin by itself; both are checked before anything is heard. Then, in this order:

    page → bff   text    {"type": "start", "request_id", "encoding": "linear16" | "container", "sample_rate_hz",
                          "said_on": "2026-11-25" | null}                                               (VoiceStart)
    page → bff   binary  audio as it is spoken, pieces of at most 64 KiB: signed 16-bit little-endian samples of one
                         channel for linear16, the file's bytes for a container (webm, mp4, ogg, wav)
    bff → page   text    {"type": "words", "transcript", "is_pause"}: what is heard so far, instead of what came before;
                         the last one before the drafts changes no more                                 (WordsEvent)
    page → bff   text    {"type": "end"}, or {"type": "cancel"} to forget the clip                         (VoiceEnd)
    bff → page   text    {"type": "drafts", "transcript", "evidence_id", "drafts", "question", "unread"}
                                                                                                       (DraftsEvent)
                 or, at any time, {"type": "problem", …} with the fields of a problem                  (ProblemEvent)

and the line is closed: 1000 after drafts, otherwise a code of `model.CLOSE_CODES` (4000 + an HTTP status). The same
request_id with the same audio again answers the same drafts. A clip has at most 60 seconds and 3 MiB.
"""
