using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annals.Records.Objects;

/// <summary>Lets the models be used as types of <see cref="JsonSerializer"/>; nesting is limited by its options' MaxDepth.</summary>
internal sealed class RecordObjectConverter<T> : JsonConverter<T>
    where T : RecordObject, new()
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RecordObject.Wrap<T>(RecordJson.Take(ref reader, typeToConvert));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.WriteTo(writer);
}

/// <summary>What the converters share.</summary>
internal static class RecordJson
{
    /// <summary>Copies the value at the reader.</summary>
    public static RawJson Take(ref Utf8JsonReader reader, Type type)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"{type.Name} is read from a JSON object, not from {reader.TokenType}.");
        }

        var element = JsonElement.ParseValue(ref reader);
        return new RawJson(JsonMarshal.GetRawUtf8Value(element).ToArray());
    }
}
