using System.Collections.Frozen;

namespace Annals.Records.Tables;

/// <summary>Names of the Management Activity API where they differ from those of Microsoft Graph.</summary>
/// <remarks>Source: vendor's page on the Activity API schema, June 2026. See microsoft365-record-types.tsv.</remarks>
internal static class ActivityApiNames
{
    public static FrozenDictionary<int, string> ByNumber { get; } = new Dictionary<int, string>
    {
        [22] = "Viva Engage",
        [44] = "VivaInsights",
        [79] = "PowerAppsResource",
        [103] = "PrivacyInsights",
        [187] = "PowerPlatformAdminDlp",
        [195] = "ProjectForThewebProject",
        [196] = "ProjectForThewebTask",
        [197] = "ProjectForThewebRoadmap",
        [198] = "ProjectForThewebRoadmapItem",
        [199] = "ProjectForThewebProjectSettings",
        [200] = "ProjectForThewebRoadmapSettings",
        [216] = "Viva Goals",
        [217] = "MicrosoftGraphDataConnectConsent",
        [287] = "ProjectForThewebAssignedToMeSettings",
        [288] = "CloudPolicyService",
        [291] = "SensitiveInfoDiscovered",
        [298] = "BackupPolicy",
        [299] = "RestoreTask",
        [300] = "RestoreItem",
        [301] = "BackupItem",
        [361] = "DataScanClassification",
        [365] = "SentinelNotebookOnLake",
        [366] = "SentinelJob",
        [367] = "SentinelKQLOnLake",
        [368] = "SentinelLakeOnboarding",
        [369] = "SentinelLakeDataOnboarding",
        [370] = "SentinelAITool",
        [371] = "SentinelGraph",
        [372] = "CrossTenantAccessPolicy",
        [373] = "OutlookCopilotAutomation",
        [374] = "VivaEngageNetworkAssociation",
        [375] = "AppAdminActivity",
        [376] = "AppSettingsAdminActivity",
        [377] = "UniversalPrintPrintJob",
        [378] = "VivaAmplifyOutlookSensitivityLabel",
        [379] = "AIInteractionsSubscription",
        [380] = "AIInteractionsChangeNotification",
        [381] = "FilteringMailMetadataExtended",
        [382] = "OfficeRestrictedModeAction",
        [383] = "CopilotForSecurityTrigger",
        [384] = "CopilotAgentManagement",
        [385] = "P4AIAssessmentFabricScannerRecord",
        [386] = "PlannerGoal",
        [387] = "PlannerGoalList",
        [422] = "VivaEngageEvents",
        [431] = "GranularBrowseTask",
    }.ToFrozenDictionary();
}
