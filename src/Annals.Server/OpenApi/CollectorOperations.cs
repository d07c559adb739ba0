using Annals.Collectors.Connections;
using Annals.Server.Collectors;

namespace Annals.Server.OpenApi;

/// <summary>Collectors.</summary>
internal static class CollectorOperations
{
    private static readonly int[] Body = [400, 413, 415];

    public static IReadOnlyList<OperationDescription> All { get; } =
    [
        new("ListCollectors", "List the connections of the tenant and how they stand") { Answer = typeof(CollectorList) },
        new("GetCollector", "Show a connection and how it stands") { Answer = typeof(CollectorView), Errors = [404] },
        new("SetCollector", "Set up a connection, or change it; a secret that is left out stays as it is") { Status = 201, AlsoStatus = 200, Body = typeof(ConnectionOptions), Answer = typeof(CollectorView), Errors = [.. Body, 409] },
        new("RemoveCollector", "Remove a connection; what it collected stays") { Status = 204, Errors = [404, 409] },
        new("WakeCollector", "Let a connection read what is new now") { Status = 204, Errors = [404, 409] },
        new("ExamineCollector", "Examine a connection: token, permissions, clock, subscriptions, gaps") { Answer = typeof(DoctorReport), Errors = [404] },
        new("ListGaps", "List what is missing from a connection") { Parameters = [new("all", "true also gives the gaps that were filled.")], Answer = typeof(GapList), Errors = [404] },
        new("CloseGap", "Say that a gap was filled, and how") { Status = 204, Body = typeof(GapClosing), Errors = [.. Body, 404, 409] },
        new("ReceiveNotifications", "Take notifications of the Office 365 Management Activity API; they wake the collector") { BodyTypes = ["application/json"], Errors = [403, 413, 429] },
        new("ReceiveEvents", "Take an audit event of Genesys Cloud from an EventBridge API destination") { BodyTypes = ["application/json"], Errors = [400, 403, 413, 429, 503] },
    ];
}
