using Annals.Index;
using Microsoft.OpenApi;

namespace Annals.Server.OpenApi;

/// <summary>Appending and reading records.</summary>
internal static class RecordOperations
{
    private const int Busy = 503;

    private static readonly ParameterDescription[] Query =
    [
        new("q", "The query (docs/query.md); without it all records."),
        new("from", "Only what occurred at this time or later: absolute, or relative to now such as now-7d."),
        new("to", "Only what occurred before this time."),
        new("X-Search-Id", "Requests with one id and one query are one search: they answer for the same size of the log and leave one receipt. A new GUID for each search; the answer carries the id.") { In = ParameterLocation.Header },
    ];

    private static readonly ParameterDescription Records = ParameterDescription.Word("records", "Whether each record comes with its own bytes.", "yes", "no");

    private static readonly ParameterDescription Cursor = new("cursor", "The member next of the page before; without it the first page.");

    public static IReadOnlyList<OperationDescription> All { get; } =
    [
        new("AppendRecords", "Append records; the answer comes when they are durable")
        {
            BodyTypes = ["application/json", "application/x-ndjson"],
            Parameters =
            [
                new("source", "The source of records that do not name one; the client's own when it has just one."),
                ParameterDescription.Word("verdicts", "Which verdicts are given.", "all", "problems"),
            ],
            Answer = typeof(AppendAnswer),
            AlsoStatus = 422,
            Errors = [400, 413, 415, Busy],
        },
        new("SearchRecords", "Search records")
        {
            Parameters = [.. Query, ParameterDescription.Number("limit", 1, EventSearchOptions.LimitMax, "Most records of the page. Default: 50."), Cursor, ParameterDescription.Word("order", "Order of occurred time.", "newest", "oldest"), Records],
            Answer = typeof(SearchAnswer),
            Errors = [400, Busy],
        },
        new("CountRecords", "Count records") { Parameters = Query, Answer = typeof(CountAnswer), Errors = [400, Busy] },
        new("CountRecordsByTime", "Count records by time and outcome")
        {
            Parameters =
            [
                .. Query,
                new("width", "Width of a bucket such as 30s, 15m, 1h or 7d; without it the server chooses a round one."),
                ParameterDescription.Number("buckets", 1, 2_000, "Most buckets when the server chooses the width. Default: 120."),
            ],
            Answer = typeof(HistogramAnswer),
            Errors = [400, Busy],
        },
        new("CountRecordsByField", "Count records by the values of a field")
        {
            Parameters = [.. Query, ParameterDescription.Number("limit", 1, 1_000, "Most values. Default: 10.")],
            Answer = typeof(FacetAnswer),
            Errors = [400, 404, Busy],
        },
        new("ListValues", "List values of a field that begin with a text")
        {
            Parameters = [.. Query, new("prefix", "How the values begin, in any case."), ParameterDescription.Number("limit", 1, 1_000, "Most values. Default: 20.")],
            Answer = typeof(ValuesAnswer),
            Errors = [400, 404, Busy],
        },
        new("GetRecord", "Show one record with its event view") { Answer = typeof(RecordAnswer), Errors = [404, Busy] },
        new("GetRecordBytes", "Get the exact bytes of one record") { AnswerTypes = ["application/json"], Errors = [404, 410, Busy] },
        new("GetRecordsById", "Show every record of an id")
        {
            Parameters = [new("id", "The id as the source wrote it.") { IsRequired = true }],
            Answer = typeof(RecordsAnswer),
            Errors = [400, 404, Busy],
        },
        new("ListRecordsAround", "List the records around one in time, by default those of its source")
        {
            Parameters = [.. Query, ParameterDescription.Number("before", 0, 500, "Most records before it. Default: 20."), ParameterDescription.Number("after", 0, 500, "Most records after it. Default: 20.")],
            Answer = typeof(AroundAnswer),
            Errors = [400, 404, Busy],
        },
        new("ListRelatedRecords", "List the records that have something in common with one")
        {
            Parameters = [.. Query, ParameterDescription.Word("by", "What they have in common; actor means within 15 minutes.", "correlation", "target", "session", "actor"), ParameterDescription.Number("limit", 1, 200, "Most records of the page. Default: 50."), Cursor],
            Answer = typeof(SearchAnswer),
            Errors = [400, 404, Busy],
        },
        new("TailRecords", "Follow the log: records that match as server-sent events, while they arrive")
        {
            Parameters =
            [
                .. Query.Where(parameter => parameter.In == ParameterLocation.Query),
                Records,
                new("Last-Event-ID", "Id of the last event that the reader has: goes on behind it.") { In = ParameterLocation.Header },
            ],
            AnswerTypes = ["text/event-stream"],
            Errors = [400],
        },
        new("ProveRecord", "Prove that a record is in the log") { Answer = typeof(ProofAnswer), Errors = [404, Busy] },
        new("ProveRecordById", "Prove that the first record with an id is in the log")
        {
            Parameters = [new("id", "The id as the source wrote it.") { IsRequired = true }],
            Answer = typeof(ProofAnswer),
            Errors = [400, 404, Busy],
        },
        new("GetCheckpoint", "Get the newest signed checkpoint of the log") { Answer = typeof(CheckpointAnswer) },
    ];
}
