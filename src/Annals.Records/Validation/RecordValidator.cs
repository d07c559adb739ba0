using Annals.Records.Microsoft365;
using Annals.Records.Objects;

namespace Annals.Records.Validation;

/// <summary>Compares records with the schemas of their vendors.</summary>
/// <remarks>
/// Real records depart from the schemas often (a mandatory ClientIP is absent from four records in ten), so the findings are advice.
/// Departures that are common are known to the schemas and not found: other JSON types, undocumented members.
/// </remarks>
public static class RecordValidator
{
    /// <summary>Checks a record of either vendor, or of an own application, against the schema of its class.</summary>
    /// <param name="record">The record; in an envelope the envelope is checked too.</param>
    /// <returns>The findings in the order of the objects; empty when the record is as its schema says.</returns>
    public static IReadOnlyList<Finding> Validate(RecordObject record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var findings = new List<Finding>();
        var open = new Queue<(RawJson Value, ObjectSchema Schema, string Path)>();
        open.Enqueue((new RawJson(record.ToUtf8Json()), record.Whole.Schema, ""));
        while (open.TryDequeue(out var next))
        {
            new ObjectCheck(next.Schema, next.Path, JudgesDrift(next.Schema), findings, (value, schema, path) => open.Enqueue((value, schema, path))).Run(next.Value);
        }

        return findings;
    }

    /// <summary>Of a record type without a schema here only the common members are known, so no other member is drift.</summary>
    private static bool JudgesDrift(ObjectSchema schema) => schema != AuditRecord.OwnSchema;
}
