using System.Net.Http.Headers;
using System.Text.Json;

namespace Annals.Emulation;

/// <summary>Sends published audits as events, in the envelope of EventBridge (G12; reference/genesys-cloud.md, section 9). What is not taken is not sent again.</summary>
internal sealed class EventPusher(EmulatorState state) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };

    /// <summary>Sends the audits of a publication.</summary>
    public async Task PushAsync(Publication publication, CancellationToken cancellationToken)
    {
        if (state.Plan.Options.PushTo is not { } address)
        {
            return;
        }

        foreach (var record in publication.Records)
        {
            state.Faults.Take("pushed-event", state.Now);
            state.Tally.Pushed(await TrySendAsync(address, record, cancellationToken));
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> TrySendAsync(Uri address, byte[] record, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(Envelope(record, state.Now)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (state.Plan.Options.PushKey is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte> Envelope(byte[] record, DateTimeOffset now)
    {
        using var document = JsonDocument.Parse(record);
        var audit = document.RootElement;
        var (entityType, entityId) = (audit.GetProperty("entityType").GetString(), audit.GetProperty("entity").GetProperty("id").GetString());
        return JsonBytes.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("version", "0");
            writer.WriteString("id", audit.GetProperty("context").GetProperty("correlationId").GetString());
            writer.WriteString("detail-type", "v2.audits.entitytype.{id}.entityid.{id}");
            writer.WriteString("source", $"aws.partner/genesys.com/cloud/{audit.GetProperty("userHomeOrgId").GetString()}/emulator");
            writer.WriteString("account", "000000000000");
            writer.WriteString("time", now.UtcDateTime);
            writer.WriteString("region", "eu-central-1");
            writer.WriteStartArray("resources");
            writer.WriteEndArray();
            writer.WriteStartObject("detail");
            writer.WriteString("topicName", $"v2.audits.entitytype.{entityType}.entityid.{entityId}");
            writer.WriteString("version", "2");
            writer.WriteStartObject("eventBody");
            WriteBody(writer, audit);
            writer.WriteEndObject();
            writer.WriteStartObject("metadata");
            writer.WriteString("CorrelationId", audit.GetProperty("context").GetProperty("correlationId").GetString());
            writer.WriteEndObject();
            writer.WriteString("timestamp", audit.GetProperty("eventDate").GetString());
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    /// <summary>The audit in the shape of the topic: other names, and fewer members.</summary>
    private static void WriteBody(Utf8JsonWriter writer, JsonElement audit)
    {
        var user = audit.GetProperty("user");
        writer.WriteString("id", audit.GetProperty("id").GetString());
        writer.WriteString("userId", user.GetProperty("id").GetString());
        writer.WriteString("userHomeOrgId", audit.GetProperty("userHomeOrgId").GetString());
        writer.WriteStartObject("username");
        writer.WriteString("id", user.GetProperty("id").GetString());
        writer.WriteEndObject();
        if (user.TryGetProperty("name", out var name))
        {
            writer.WriteString("userDisplay", name.GetString());
        }

        foreach (var member in audit.EnumerateObject())
        {
            switch (member.Name)
            {
                case "client":
                    writer.WritePropertyName("clientId");
                    member.Value.WriteTo(writer);
                    break;
                case "eventDate":
                    writer.WriteString("eventTime", member.Value.GetString());
                    break;
                case "remoteIp" or "serviceName" or "level" or "action" or "entityType" or "entity" or "propertyChanges" or "context":
                    member.WriteTo(writer);
                    break;
            }
        }
    }
}
