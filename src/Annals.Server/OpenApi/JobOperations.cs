using Annals.Server.Api.Exports;
using Annals.Server.Api.SavedSearches;
using Annals.Server.Api.Verification;
using Microsoft.OpenApi;

namespace Annals.Server.OpenApi;

/// <summary>Exports, saved searches and verifications.</summary>
internal static class JobOperations
{
    private static readonly ParameterDescription Version = new("If-Match", "Entity tag of the answer that the change was made from.") { In = ParameterLocation.Header };

    public static IReadOnlyList<OperationDescription> All { get; } =
    [
        new("CreateExport", "Ask for an export, which is written in the background") { Body = typeof(NewExport), Status = 202, Answer = typeof(ExportView), Errors = [400, 409, 413, 415, 503] },
        new("ListExports", "List the caller's exports, the newest first") { Answer = typeof(ExportList) },
        new("GetExport", "Show an export and how far it is") { Answer = typeof(ExportView), Errors = [404] },
        new("CancelExport", "End an export that is not done") { Answer = typeof(ExportView), Errors = [404, 409] },
        new("RemoveExport", "Remove an export and its file") { Status = 204, Errors = [404] },
        new("GetExportFile", "Download the file of an export, whole or in ranges")
        {
            Parameters = [new("Range", "Bytes that are wanted (RFC 9110).") { In = ParameterLocation.Header }],
            AnswerTypes = ["application/x-ndjson", "text/csv", "application/vnd.apache.parquet"],
            Errors = [404, 409, 410, 416],
        },
        new("GetExportManifest", "Get the manifest of an export") { Answer = typeof(ManifestAnswer), Errors = [404, 409, 410] },
        new("ListSavedSearches", "List the caller's saved searches and those shared with it") { Answer = typeof(SavedSearchList) },
        new("CreateSavedSearch", "Save a search") { Body = typeof(SavedSearchRequest), Status = 201, Answer = typeof(SavedSearchView), Errors = [400, 409, 413, 415] },
        new("GetSavedSearch", "Show a saved search; its entity tag is the version that a change names") { Answer = typeof(SavedSearchView), Errors = [404] },
        new("ChangeSavedSearch", "Replace a saved search of the caller's own")
        {
            Parameters = [Version with { IsRequired = true }],
            Body = typeof(SavedSearchRequest),
            Answer = typeof(SavedSearchView),
            Errors = [400, 404, 409, 412, 413, 415, 428],
        },
        new("RemoveSavedSearch", "Remove a saved search of the caller's own") { Parameters = [Version], Status = 204, Errors = [404, 412] },
        new("StartVerification", "Verify the whole log of the tenant in the background") { Body = typeof(NewVerification), IsBodyOptional = true, Status = 202, Answer = typeof(VerificationView), Errors = [400, 409, 415] },
        new("ListVerifications", "List the verifications of the tenant, the newest first") { Answer = typeof(VerificationList) },
        new("GetVerification", "Show a verification and its verdict") { Answer = typeof(VerificationView), Errors = [404] },
    ];
}
