using System.Text.Json;

namespace Annals.Emulation;

/// <summary>Changes the audits of an answer.</summary>
internal static class AuditRewriter
{
    /// <summary>Writes a page with each of its audits changed.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="page">The page.</param>
    /// <param name="change">Writes a member of an audit.</param>
    public static void Rewrite(Utf8JsonWriter writer, JsonElement page, Action<Utf8JsonWriter, JsonProperty> change)
    {
        writer.WriteStartObject();
        foreach (var member in page.EnumerateObject())
        {
            if (!member.NameEquals("entities"u8) || member.Value.ValueKind != JsonValueKind.Array)
            {
                member.WriteTo(writer);
                continue;
            }

            writer.WriteStartArray("entities");
            foreach (var audit in member.Value.EnumerateArray())
            {
                writer.WriteStartObject();
                foreach (var part in audit.EnumerateObject())
                {
                    change(writer, part);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Files of results have <c>eventTime</c> where the API has <c>eventDate</c>.</summary>
    public static void EventTime(Utf8JsonWriter writer, JsonProperty member)
    {
        if (member.NameEquals("eventDate"u8))
        {
            writer.WritePropertyName("eventTime");
            member.Value.WriteTo(writer);
        }
        else
        {
            member.WriteTo(writer);
        }
    }

    /// <summary>The user without a name.</summary>
    public static void NoUserName(Utf8JsonWriter writer, JsonProperty member)
    {
        if (!member.NameEquals("user"u8) || member.Value.ValueKind != JsonValueKind.Object)
        {
            member.WriteTo(writer);
            return;
        }

        writer.WriteStartObject("user");
        foreach (var part in member.Value.EnumerateObject().Where(part => !part.NameEquals("name"u8)))
        {
            part.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
