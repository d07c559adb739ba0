using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Annals.Server.Alarms;

/// <summary>Posts alarms as JSON to an address of the operator. Any answer from 200 to 299 means taken.</summary>
internal sealed class WebhookOutlet(Uri url, HttpClient http) : IAlarmOutlet
{
    public string Name => "webhook";

    public async Task SendAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(url, alarm, AlarmJson.Default.Alarm, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Alarm))]
internal sealed partial class AlarmJson : JsonSerializerContext;
