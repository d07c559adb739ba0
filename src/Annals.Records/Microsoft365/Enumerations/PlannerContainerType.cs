using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What holds a plan.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration ContainerType of the Microsoft Planner schema. Records carry the number.</remarks>
[NumberedEnum]
public enum PlannerContainerType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>No usable kind.</summary>
    Invalid = 0,

    /// <summary>A group.</summary>
    Group = 2,

    /// <summary>A conversation in Teams.</summary>
    TeamsConversation = 3,

    /// <summary>A document.</summary>
    OfficeDocument = 4,

    /// <summary>A roster.</summary>
    Roster = 5,

    /// <summary>A project.</summary>
    Project = 6,

    /// <summary>A user.</summary>
    User = 7,

    /// <summary>A channel in Teams.</summary>
    TeamsChannel = 8,

    /// <summary>A task of another plan.</summary>
    PlannerTask = 10,
}
