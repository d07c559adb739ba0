namespace Annals.Records.Events;

/// <summary>The form of a record, told from its members (docs/formats/record-shapes.md).</summary>
public enum RecordShape : byte
{
    /// <summary>A JSON object of no known form.</summary>
    Unknown,

    /// <summary>An own application's record: action with time or actor.</summary>
    Application,

    /// <summary>A receipt of the archive itself; never told from members alone, only with the source name <c>annals</c>.</summary>
    Annals,

    /// <summary>A native record of the Microsoft 365 unified audit log.</summary>
    Microsoft365,

    /// <summary>A Genesys Cloud audit as its API returns it or offers it for download.</summary>
    GenesysCloudAudit,

    /// <summary>A Genesys Cloud audit in the envelope of EventBridge or of the notification websocket.</summary>
    GenesysCloudEvent,
}
