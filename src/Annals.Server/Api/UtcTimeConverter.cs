using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Archive;

namespace Annals.Server.Api;

/// <summary>Writes times as all of <c>/v1</c> does: in UTC with a Z.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(RecordJson.TimeOf(value));
}
