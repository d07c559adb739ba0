namespace Annals.Server.GenesysCloud;

/// <summary>What a query asks for (AuditQueryRequest), checked.</summary>
/// <param name="Interval">Which times.</param>
/// <param name="ServiceName">Which service, case included; null for every one.</param>
/// <param name="Filters">Conditions that all have to be met; null when none were sent.</param>
/// <param name="Sort">Orders with canonical words; null when none were sent.</param>
internal sealed record AuditQueryRequest(AuditInterval Interval, string? ServiceName, IReadOnlyList<AuditFilter>? Filters, IReadOnlyList<AuditSort>? Sort);
