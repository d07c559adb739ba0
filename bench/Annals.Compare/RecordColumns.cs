using System.Globalization;
using System.Text.Json;

namespace Annals.Compare;

/// <summary>
/// The columns that the other engines keep of a record, read from a parsed document. Shares no code with the archive, so that
/// it can also say what the right answers are.
/// </summary>
internal readonly record struct RecordColumns(DateTime? Occurred, string? Actor, string? Action, string? Source, string? Ip, string? Comment)
{
    public long? OccurredMicros => Occurred is { } time ? (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : null;

    public static RecordColumns Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var body = At(root, "detail", "eventBody") ?? root;
        return new RecordColumns(
            Time(Text(root, "CreationTime") ?? Text(body, "eventDate") ?? Text(body, "eventTime") ?? Text(root, "time")),
            Text(root, "UserId") ?? Text(At(body, "user"), "id") ?? Text(body, "userId") ?? Text(At(root, "actor"), "name"),
            Text(root, "Operation") ?? Text(body, "action"),
            SourceOf(root, body),
            Text(root, "ClientIP") ?? First(At(body, "remoteIp")) ?? Text(At(root, "context"), "ip"),
            Text(root, "comment"));
    }

    private static string? SourceOf(JsonElement root, JsonElement body) =>
        Text(root, "CreationTime") is not null ? "microsoft365" : Text(body, "serviceName") is not null ? "genesys-cloud" : Text(root, "source");

    private static DateTime? Time(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static JsonElement? At(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static string? Text(JsonElement? element, string name) =>
        element is { } parent && At(parent, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? First(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0 && array[0].ValueKind == JsonValueKind.String ? array[0].GetString() : null;
}
