namespace Annals.Server.Alarms;

/// <summary>One message about an episode of trouble.</summary>
/// <param name="Kind">What, a stable word such as <c>disk-space</c>.</param>
/// <param name="Tenant">Of which tenant, or empty for the whole server.</param>
/// <param name="IsOver">Whether the episode is over, rather than beginning.</param>
/// <param name="Message">A sentence for the operator.</param>
/// <param name="Time">When it was noticed, UTC.</param>
internal sealed record Alarm(string Kind, string Tenant, bool IsOver, string Message, DateTimeOffset Time);

/// <summary>A way on which alarms leave.</summary>
internal interface IAlarmOutlet
{
    /// <summary>Name for messages about the outlet itself.</summary>
    string Name { get; }

    /// <summary>Sends one message. Any exception means that it was not sent; it is tried again with the next look.</summary>
    Task SendAsync(Alarm alarm, CancellationToken cancellationToken);
}
