using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>As <see cref="RecordObjectConverter{T}"/>, with the choice of the class that fits the record type.</summary>
internal sealed class AuditRecordConverter : JsonConverter<AuditRecord>
{
    public override AuditRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AuditRecord.Read(RecordJson.Take(ref reader, typeToConvert));

    public override void Write(Utf8JsonWriter writer, AuditRecord value, JsonSerializerOptions options) => value.WriteTo(writer);
}
