"""JournalService on the wire."""

from typing import Any

from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import journal_service_pb2_grpc as rpc

from services.ledger.journal.kinds import Source
from services.ledger.journal.messages import content_from, filter_from, put_recorded, transaction_message
from services.ledger.journal.model import Edit, Record, Void
from services.ledger.journal.posting import Recorded
from services.ledger.journal.service import Journal
from services.ledger.refusals import refusal
from services.ledger.wire import id_from, page_from
from services.mesh.caller import caller_of
from services.mesh.errors import ServiceError


class JournalServicer(rpc.JournalServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, journal: Journal) -> None:
        """Serve `journal`."""
        self._journal = journal

    async def RecordTransaction(
        self, request: pb.RecordTransactionRequest, context: Any
    ) -> pb.RecordTransactionResponse:
        """Post one transaction."""
        made = await self._journal.record(id_from(request.household_id), _record(request), caller_of(context).user_id)
        response = pb.RecordTransactionResponse()
        put_recorded(response.transaction, made)
        return response

    async def BatchRecordTransactions(
        self, request: pb.BatchRecordTransactionsRequest, context: Any
    ) -> pb.BatchRecordTransactionsResponse:
        """Post many, each by itself."""
        if any(item.household_id.lower() != request.household_id.lower() for item in request.requests):
            raise refusal("HOUSEHOLD_NOT_FOUND", "a batch is of one household")
        changes = [_record(item) for item in request.requests]
        made = await self._journal.record_all(id_from(request.household_id), changes, caller_of(context).user_id)
        response = pb.BatchRecordTransactionsResponse()
        for item, answer in zip(request.requests, made, strict=True):
            _put_result(response.results.add(), item.request_id, answer)
        return response

    async def EditTransaction(self, request: pb.EditTransactionRequest, context: Any) -> pb.EditTransactionResponse:
        """Replace a transaction."""
        change = Edit(id_from(request.transaction_id), request.version, content_from(request.content))
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        made = await self._journal.edit(household_id, request_id, change, caller_of(context).user_id)
        return pb.EditTransactionResponse(transaction=transaction_message(made))

    async def VoidTransaction(self, request: pb.VoidTransactionRequest, context: Any) -> pb.VoidTransactionResponse:
        """Undo a transaction."""
        change = Void(id_from(request.transaction_id), request.version)
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        made = await self._journal.void(household_id, request_id, change, caller_of(context).user_id)
        return pb.VoidTransactionResponse(transaction=transaction_message(made))

    async def GetTransaction(self, request: pb.GetTransactionRequest, context: Any) -> pb.GetTransactionResponse:
        """Answer the newest version."""
        found = await self._journal.get(id_from(request.household_id), id_from(request.transaction_id))
        return pb.GetTransactionResponse(transaction=transaction_message(found))

    async def ListTransactions(self, request: pb.ListTransactionsRequest, context: Any) -> pb.ListTransactionsResponse:
        """Answer transactions, newest valid date first."""
        page = page_from(request.page, request.household_id, request)
        cut = await self._journal.page(id_from(request.household_id), filter_from(request.filter), page)
        return pb.ListTransactionsResponse(
            transactions=[transaction_message(item) for item in cut.items], next_page_token=cut.next_token
        )

    async def ListTransactionVersions(
        self, request: pb.ListTransactionVersionsRequest, context: Any
    ) -> pb.ListTransactionVersionsResponse:
        """Answer all versions of one transaction."""
        page = page_from(request.page, request.household_id, request)
        cut = await self._journal.versions(id_from(request.household_id), id_from(request.transaction_id), page)
        return pb.ListTransactionVersionsResponse(
            versions=[transaction_message(item) for item in cut.items], next_page_token=cut.next_token
        )


def _record(request: pb.RecordTransactionRequest) -> Record:
    return Record(
        id_from(request.request_id),
        content_from(request.content),
        Source(request.source),
        tuple(map(id_from, request.evidence_ids)),
    )


def _put_result(into: pb.BatchResult, request_id: str, answer: Recorded | ServiceError) -> None:
    into.request_id = request_id
    if isinstance(answer, ServiceError):
        into.reason = answer.reason
    else:
        put_recorded(into.transaction, answer)
