using System.Globalization;
using System.Text;
using Annals.Records.Events;

namespace Annals.Archive;

/// <summary>Columns of CSV exports, as text (docs/export.md).</summary>
/// <remarks>Parquet has a list of its own in the index, which knows nothing of this project: typed, in another order, with one column more.</remarks>
internal static class CsvColumns
{
    /// <summary>Names in their order.</summary>
    public static readonly string[] Names =
    [
        "position", "recorded", "occurred", "source", "action", "service", "kind", "actor", "actor_id", "actor_type", "target", "target_id",
        "application", "session", "correlation", "ip", "outcome", "raw",
    ];

    /// <summary>Fields of the event view between <c>source</c> and <c>ip</c>.</summary>
    public static readonly EventField[] Fields =
    [
        EventField.Action, EventField.Service, EventField.Kind, EventField.Actor, EventField.ActorId, EventField.ActorType, EventField.Target, EventField.TargetId,
        EventField.Application, EventField.Session, EventField.Correlation,
    ];

    /// <summary>A time as ISO 8601 in UTC with microseconds.</summary>
    public static string Time(long micros) =>
        DateTime.UnixEpoch.AddTicks(checked(micros * TimeSpan.TicksPerMicrosecond)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The word for an outcome.</summary>
    public static string OutcomeText(Outcome outcome) => outcome switch
    {
        Outcome.Success => "success",
        Outcome.Failure => "failure",
        Outcome.Partial => "partial",
        Outcome.Warning => "warning",
        _ => "unknown",
    };

    /// <summary>Addresses separated by a space.</summary>
    public static byte[] Addresses(EventSlices slices)
    {
        if (slices.IpCount == 0)
        {
            return [];
        }

        var text = new StringBuilder();
        for (var i = 0; i < slices.IpCount; i++)
        {
            text.Append(i == 0 ? "" : " ").Append(Encoding.UTF8.GetString(slices.Ip(i)));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
