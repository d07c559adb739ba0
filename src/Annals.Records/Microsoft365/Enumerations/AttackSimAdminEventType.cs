using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>What was done with a simulated attack campaign.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration AttackSimAdminEventType. Records carry the number.</remarks>
[NumberedEnum]
public enum AttackSimAdminEventType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>It was started.</summary>
    CampaignLaunched = 0,

    /// <summary>It ended.</summary>
    CampaignCompleted = 1,

    /// <summary>Its report was downloaded.</summary>
    CampaignReportDownloaded = 2,

    /// <summary>Its report was looked at.</summary>
    CampaignReportViewed = 3,

    /// <summary>It was called off.</summary>
    CampaignCancelled = 4,

    /// <summary>It was planned for later.</summary>
    CampaignScheduled = 5,

    /// <summary>It was deleted.</summary>
    CampaignDeleted = 6,

    /// <summary>A simulation was taken out of reporting.</summary>
    SimulationExcluded = 7,

    /// <summary>An automation was handed in.</summary>
    AutomationSubmitted = 8,

    /// <summary>An automation was switched on.</summary>
    AutomationTurnOn = 9,

    /// <summary>An automation was switched off.</summary>
    AutomationTurnOff = 10,

    /// <summary>An automation ended.</summary>
    AutomationCompleted = 11,

    /// <summary>An automation was deleted.</summary>
    AutomationDeleted = 12,
}
