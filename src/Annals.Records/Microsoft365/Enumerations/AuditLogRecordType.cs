using Annals.Records.Objects;
using System.Text.Json.Serialization;

namespace Annals.Records.Microsoft365;

/// <summary>Kind of a record; it says which schema the record follows. New numbers come often.</summary>
/// <remarks>Reference: Microsoft Graph, auditLogRecordType; Office 365 Management Activity API schema, enumeration AuditLogRecordType. Names are those of Microsoft Graph v1.0 in August 2026; where the two contradict each other, only the number counts. Records carry the number.</remarks>
[NumberedEnum]
public enum AuditLogRecordType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Record type 1.</summary>
    ExchangeAdmin = 1,

    /// <summary>Record type 2.</summary>
    ExchangeItem = 2,

    /// <summary>Record type 3.</summary>
    ExchangeItemGroup = 3,

    /// <summary>Record type 4.</summary>
    SharePoint = 4,

    /// <summary>Record type 5; only Microsoft Graph has it.</summary>
    SyntheticProbe = 5,

    /// <summary>Record type 6.</summary>
    SharePointFileOperation = 6,

    /// <summary>Record type 7.</summary>
    OneDrive = 7,

    /// <summary>Record type 8.</summary>
    AzureActiveDirectory = 8,

    /// <summary>Record type 9.</summary>
    AzureActiveDirectoryAccountLogon = 9,

    /// <summary>Record type 10.</summary>
    DataCenterSecurityCmdlet = 10,

    /// <summary>Record type 11.</summary>
    ComplianceDLPSharePoint = 11,

    /// <summary>Record type 12; only Microsoft Graph has it.</summary>
    Sway = 12,

    /// <summary>Record type 13.</summary>
    ComplianceDLPExchange = 13,

    /// <summary>Record type 14.</summary>
    SharePointSharingOperation = 14,

    /// <summary>Record type 15.</summary>
    AzureActiveDirectoryStsLogon = 15,

    /// <summary>Record type 16.</summary>
    SkypeForBusinessPSTNUsage = 16,

    /// <summary>Record type 17.</summary>
    SkypeForBusinessUsersBlocked = 17,

    /// <summary>Record type 18.</summary>
    SecurityComplianceCenterEOPCmdlet = 18,

    /// <summary>Record type 19.</summary>
    ExchangeAggregatedOperation = 19,

    /// <summary>Record type 20.</summary>
    PowerBIAudit = 20,

    /// <summary>Record type 21.</summary>
    CRM = 21,

    /// <summary>Record type 22; the Management Activity API says Viva Engage.</summary>
    Yammer = 22,

    /// <summary>Record type 23.</summary>
    SkypeForBusinessCmdlets = 23,

    /// <summary>Record type 24.</summary>
    Discovery = 24,

    /// <summary>Record type 25.</summary>
    MicrosoftTeams = 25,

    /// <summary>Record type 28.</summary>
    ThreatIntelligence = 28,

    /// <summary>Record type 29.</summary>
    MailSubmission = 29,

    /// <summary>Record type 30.</summary>
    MicrosoftFlow = 30,

    /// <summary>Record type 31.</summary>
    AeD = 31,

    /// <summary>Record type 32.</summary>
    MicrosoftStream = 32,

    /// <summary>Record type 33.</summary>
    ComplianceDLPSharePointClassification = 33,

    /// <summary>Record type 34.</summary>
    ThreatFinder = 34,

    /// <summary>Record type 35.</summary>
    Project = 35,

    /// <summary>Record type 36.</summary>
    SharePointListOperation = 36,

    /// <summary>Record type 37.</summary>
    SharePointCommentOperation = 37,

    /// <summary>Record type 38.</summary>
    DataGovernance = 38,

    /// <summary>Record type 39.</summary>
    Kaizala = 39,

    /// <summary>Record type 40.</summary>
    SecurityComplianceAlerts = 40,

    /// <summary>Record type 41.</summary>
    ThreatIntelligenceUrl = 41,

    /// <summary>Record type 42.</summary>
    SecurityComplianceInsights = 42,

    /// <summary>Record type 43.</summary>
    MIPLabel = 43,

    /// <summary>Record type 44; the Management Activity API says VivaInsights.</summary>
    WorkplaceAnalytics = 44,

    /// <summary>Record type 45.</summary>
    PowerAppsApp = 45,

    /// <summary>Record type 46.</summary>
    PowerAppsPlan = 46,

    /// <summary>Record type 47.</summary>
    ThreatIntelligenceAtpContent = 47,

    /// <summary>Record type 48.</summary>
    LabelContentExplorer = 48,

    /// <summary>Record type 49.</summary>
    TeamsHealthcare = 49,

    /// <summary>Record type 50.</summary>
    ExchangeItemAggregated = 50,

    /// <summary>Record type 51.</summary>
    HygieneEvent = 51,

    /// <summary>Record type 52.</summary>
    DataInsightsRestApiAudit = 52,

    /// <summary>Record type 53.</summary>
    InformationBarrierPolicyApplication = 53,

    /// <summary>Record type 54.</summary>
    SharePointListItemOperation = 54,

    /// <summary>Record type 55.</summary>
    SharePointContentTypeOperation = 55,

    /// <summary>Record type 56.</summary>
    SharePointFieldOperation = 56,

    /// <summary>Record type 57.</summary>
    MicrosoftTeamsAdmin = 57,

    /// <summary>Record type 58.</summary>
    HRSignal = 58,

    /// <summary>Record type 59.</summary>
    MicrosoftTeamsDevice = 59,

    /// <summary>Record type 60.</summary>
    MicrosoftTeamsAnalytics = 60,

    /// <summary>Record type 61.</summary>
    InformationWorkerProtection = 61,

    /// <summary>Record type 62.</summary>
    Campaign = 62,

    /// <summary>Record type 63.</summary>
    DLPEndpoint = 63,

    /// <summary>Record type 64.</summary>
    AirInvestigation = 64,

    /// <summary>Record type 65.</summary>
    Quarantine = 65,

    /// <summary>Record type 66.</summary>
    MicrosoftForms = 66,

    /// <summary>Record type 67.</summary>
    ApplicationAudit = 67,

    /// <summary>Record type 68.</summary>
    ComplianceSupervisionExchange = 68,

    /// <summary>Record type 69.</summary>
    CustomerKeyServiceEncryption = 69,

    /// <summary>Record type 70.</summary>
    OfficeNative = 70,

    /// <summary>Record type 71.</summary>
    MipAutoLabelSharePointItem = 71,

    /// <summary>Record type 72.</summary>
    MipAutoLabelSharePointPolicyLocation = 72,

    /// <summary>Record type 73.</summary>
    MicrosoftTeamsShifts = 73,

    /// <summary>Record type 74; only Microsoft Graph has it.</summary>
    SecureScore = 74,

    /// <summary>Record type 75.</summary>
    MipAutoLabelExchangeItem = 75,

    /// <summary>Record type 76.</summary>
    CortanaBriefing = 76,

    /// <summary>Record type 77; only Microsoft Graph has it.</summary>
    Search = 77,

    /// <summary>Record type 78.</summary>
    WDATPAlerts = 78,

    /// <summary>Record type 79; the Management Activity API says PowerAppsResource.</summary>
    PowerPlatformAdminDlp = 79,

    /// <summary>Record type 80; only Microsoft Graph has it.</summary>
    PowerPlatformAdminEnvironment = 80,

    /// <summary>Record type 81; only Microsoft Graph has it.</summary>
    MDATPAudit = 81,

    /// <summary>Record type 82.</summary>
    SensitivityLabelPolicyMatch = 82,

    /// <summary>Record type 83.</summary>
    SensitivityLabelAction = 83,

    /// <summary>Record type 84.</summary>
    SensitivityLabeledFileAction = 84,

    /// <summary>Record type 85.</summary>
    AttackSim = 85,

    /// <summary>Record type 86.</summary>
    AirManualInvestigation = 86,

    /// <summary>Record type 87.</summary>
    SecurityComplianceRBAC = 87,

    /// <summary>Record type 88.</summary>
    UserTraining = 88,

    /// <summary>Record type 89.</summary>
    AirAdminActionInvestigation = 89,

    /// <summary>Record type 90.</summary>
    MSTIC = 90,

    /// <summary>Record type 91.</summary>
    PhysicalBadgingSignal = 91,

    /// <summary>Record type 92.</summary>
    TeamsEasyApprovals = 92,

    /// <summary>Record type 93.</summary>
    AipDiscover = 93,

    /// <summary>Record type 94.</summary>
    AipSensitivityLabelAction = 94,

    /// <summary>Record type 95.</summary>
    AipProtectionAction = 95,

    /// <summary>Record type 96.</summary>
    AipFileDeleted = 96,

    /// <summary>Record type 97.</summary>
    AipHeartBeat = 97,

    /// <summary>Record type 98.</summary>
    MCASAlerts = 98,

    /// <summary>Record type 99.</summary>
    OnPremisesFileShareScannerDlp = 99,

    /// <summary>Record type 100.</summary>
    OnPremisesSharePointScannerDlp = 100,

    /// <summary>Record type 101.</summary>
    ExchangeSearch = 101,

    /// <summary>Record type 102.</summary>
    SharePointSearch = 102,

    /// <summary>Record type 103; the Management Activity API says PrivacyInsights.</summary>
    PrivacyDataMinimization = 103,

    /// <summary>Record type 104; only Microsoft Graph has it.</summary>
    LabelAnalyticsAggregate = 104,

    /// <summary>Record type 105.</summary>
    MyAnalyticsSettings = 105,

    /// <summary>Record type 106.</summary>
    SecurityComplianceUserChange = 106,

    /// <summary>Record type 107.</summary>
    ComplianceDLPExchangeClassification = 107,

    /// <summary>Record type 108; only Microsoft Graph has it.</summary>
    ComplianceDLPEndpoint = 108,

    /// <summary>Record type 109.</summary>
    MipExactDataMatch = 109,

    /// <summary>Record type 110; only Microsoft Graph has it.</summary>
    MSDEResponseActions = 110,

    /// <summary>Record type 111; only Microsoft Graph has it.</summary>
    MSDEGeneralSettings = 111,

    /// <summary>Record type 112; only Microsoft Graph has it.</summary>
    MSDEIndicatorsSettings = 112,

    /// <summary>Record type 113.</summary>
    MS365DCustomDetection = 113,

    /// <summary>Record type 114; only Microsoft Graph has it.</summary>
    MSDERolesSettings = 114,

    /// <summary>Record type 115; only Microsoft Graph has it.</summary>
    MAPGAlerts = 115,

    /// <summary>Record type 116; only Microsoft Graph has it.</summary>
    MAPGPolicy = 116,

    /// <summary>Record type 117; only Microsoft Graph has it.</summary>
    MAPGRemediation = 117,

    /// <summary>Record type 118; only Microsoft Graph has it.</summary>
    PrivacyRemediationAction = 118,

    /// <summary>Record type 119; only Microsoft Graph has it.</summary>
    PrivacyDigestEmail = 119,

    /// <summary>Record type 120; only Microsoft Graph has it.</summary>
    MipAutoLabelSimulationProgress = 120,

    /// <summary>Record type 121; only Microsoft Graph has it.</summary>
    MipAutoLabelSimulationCompletion = 121,

    /// <summary>Record type 122; only Microsoft Graph has it.</summary>
    MipAutoLabelProgressFeedback = 122,

    /// <summary>Record type 123; only Microsoft Graph has it.</summary>
    DlpSensitiveInformationType = 123,

    /// <summary>Record type 124; only Microsoft Graph has it.</summary>
    MipAutoLabelSimulationStatistics = 124,

    /// <summary>Record type 125; only Microsoft Graph has it.</summary>
    LargeContentMetadata = 125,

    /// <summary>Record type 126; only Microsoft Graph has it.</summary>
    Microsoft365Group = 126,

    /// <summary>Record type 127; only Microsoft Graph has it.</summary>
    CDPMlInferencingResult = 127,

    /// <summary>Record type 128; only Microsoft Graph has it.</summary>
    FilteringMailMetadata = 128,

    /// <summary>Record type 129; only Microsoft Graph has it.</summary>
    CDPClassificationMailItem = 129,

    /// <summary>Record type 130; only Microsoft Graph has it.</summary>
    CDPClassificationDocument = 130,

    /// <summary>Record type 131; only Microsoft Graph has it.</summary>
    OfficeScriptsRunAction = 131,

    /// <summary>Record type 132; only Microsoft Graph has it.</summary>
    FilteringPostMailDeliveryAction = 132,

    /// <summary>Record type 133; only Microsoft Graph has it.</summary>
    CDPUnifiedFeedback = 133,

    /// <summary>Record type 134; only Microsoft Graph has it.</summary>
    TenantAllowBlockList = 134,

    /// <summary>Record type 135; only Microsoft Graph has it.</summary>
    ConsumptionResource = 135,

    /// <summary>Record type 136; only Microsoft Graph has it.</summary>
    HealthcareSignal = 136,

    /// <summary>Record type 138; only Microsoft Graph has it.</summary>
    DlpImportResult = 138,

    /// <summary>Record type 139; only Microsoft Graph has it.</summary>
    CDPCompliancePolicyExecution = 139,

    /// <summary>Record type 140; only Microsoft Graph has it.</summary>
    MultiStageDisposition = 140,

    /// <summary>Record type 141; only Microsoft Graph has it.</summary>
    PrivacyDataMatch = 141,

    /// <summary>Record type 142; only Microsoft Graph has it.</summary>
    FilteringDocMetadata = 142,

    /// <summary>Record type 143; only Microsoft Graph has it.</summary>
    FilteringEmailFeatures = 143,

    /// <summary>Record type 144; only Microsoft Graph has it.</summary>
    PowerBIDlp = 144,

    /// <summary>Record type 145; only Microsoft Graph has it.</summary>
    FilteringUrlInfo = 145,

    /// <summary>Record type 146; only Microsoft Graph has it.</summary>
    FilteringAttachmentInfo = 146,

    /// <summary>Record type 147.</summary>
    CoreReportingSettings = 147,

    /// <summary>Record type 148.</summary>
    ComplianceConnector = 148,

    /// <summary>Record type 149; only Microsoft Graph has it.</summary>
    PowerPlatformLockboxResourceAccessRequest = 149,

    /// <summary>Record type 150; only Microsoft Graph has it.</summary>
    PowerPlatformLockboxResourceCommand = 150,

    /// <summary>Record type 151; only Microsoft Graph has it.</summary>
    CDPPredictiveCodingLabel = 151,

    /// <summary>Record type 152; only Microsoft Graph has it.</summary>
    CDPCompliancePolicyUserFeedback = 152,

    /// <summary>Record type 153; only Microsoft Graph has it.</summary>
    WebpageActivityEndpoint = 153,

    /// <summary>Record type 154.</summary>
    OMEPortal = 154,

    /// <summary>Record type 155; only Microsoft Graph has it.</summary>
    CMImprovementActionChange = 155,

    /// <summary>Record type 156; only Microsoft Graph has it.</summary>
    FilteringUrlClick = 156,

    /// <summary>Record type 157.</summary>
    MipLabelAnalyticsAuditRecord = 157,

    /// <summary>Record type 158; only Microsoft Graph has it.</summary>
    FilteringEntityEvent = 158,

    /// <summary>Record type 159; only Microsoft Graph has it.</summary>
    FilteringRuleHits = 159,

    /// <summary>Record type 160; only Microsoft Graph has it.</summary>
    FilteringMailSubmission = 160,

    /// <summary>Record type 161; only Microsoft Graph has it.</summary>
    LabelExplorer = 161,

    /// <summary>Record type 162; only Microsoft Graph has it.</summary>
    MicrosoftManagedServicePlatform = 162,

    /// <summary>Record type 163; only Microsoft Graph has it.</summary>
    PowerPlatformServiceActivity = 163,

    /// <summary>Record type 164.</summary>
    ScorePlatformGenericAuditRecord = 164,

    /// <summary>Record type 165; only Microsoft Graph has it.</summary>
    FilteringTimeTravelDocMetadata = 165,

    /// <summary>Record type 166; only Microsoft Graph has it.</summary>
    Alert = 166,

    /// <summary>Record type 167; only Microsoft Graph has it.</summary>
    AlertStatus = 167,

    /// <summary>Record type 168; only Microsoft Graph has it.</summary>
    AlertIncident = 168,

    /// <summary>Record type 169; only Microsoft Graph has it.</summary>
    IncidentStatus = 169,

    /// <summary>Record type 170; only Microsoft Graph has it.</summary>
    Case = 170,

    /// <summary>Record type 171; only Microsoft Graph has it.</summary>
    CaseInvestigation = 171,

    /// <summary>Record type 172; only Microsoft Graph has it.</summary>
    RecordsManagement = 172,

    /// <summary>Record type 173; only Microsoft Graph has it.</summary>
    PrivacyRemediation = 173,

    /// <summary>Record type 174.</summary>
    DataShareOperation = 174,

    /// <summary>Record type 175; only Microsoft Graph has it.</summary>
    CdpDlpSensitive = 175,

    /// <summary>Record type 176; only Microsoft Graph has it.</summary>
    EHRConnector = 176,

    /// <summary>Record type 177; only Microsoft Graph has it.</summary>
    FilteringMailGradingResult = 177,

    /// <summary>Record type 178; only Microsoft Graph has it.</summary>
    PublicFolder = 178,

    /// <summary>Record type 179; only Microsoft Graph has it.</summary>
    PrivacyTenantAuditHistoryRecord = 179,

    /// <summary>Record type 180; only Microsoft Graph has it.</summary>
    AipScannerDiscoverEvent = 180,

    /// <summary>Record type 181.</summary>
    EduDataLakeDownloadOperation = 181,

    /// <summary>Record type 182; only Microsoft Graph has it.</summary>
    M365ComplianceConnector = 182,

    /// <summary>Record type 183.</summary>
    MicrosoftGraphDataConnectOperation = 183,

    /// <summary>Record type 184; only Microsoft Graph has it.</summary>
    MicrosoftPurview = 184,

    /// <summary>Record type 185; only Microsoft Graph has it.</summary>
    FilteringEmailContentFeatures = 185,

    /// <summary>Record type 186.</summary>
    PowerPagesSite = 186,

    /// <summary>Record type 187; the Management Activity API says PowerPlatformAdminDlp.</summary>
    PowerAppsResource = 187,

    /// <summary>Record type 188.</summary>
    PlannerPlan = 188,

    /// <summary>Record type 189.</summary>
    PlannerCopyPlan = 189,

    /// <summary>Record type 190.</summary>
    PlannerTask = 190,

    /// <summary>Record type 191.</summary>
    PlannerRoster = 191,

    /// <summary>Record type 192.</summary>
    PlannerPlanList = 192,

    /// <summary>Record type 193.</summary>
    PlannerTaskList = 193,

    /// <summary>Record type 194.</summary>
    PlannerTenantSettings = 194,

    /// <summary>Record type 195; the Management Activity API says ProjectForThewebProject.</summary>
    ProjectForTheWebProject = 195,

    /// <summary>Record type 196; the Management Activity API says ProjectForThewebTask.</summary>
    ProjectForTheWebTask = 196,

    /// <summary>Record type 197; the Management Activity API says ProjectForThewebRoadmap.</summary>
    ProjectForTheWebRoadmap = 197,

    /// <summary>Record type 198; the Management Activity API says ProjectForThewebRoadmapItem.</summary>
    ProjectForTheWebRoadmapItem = 198,

    /// <summary>Record type 199; the Management Activity API says ProjectForThewebProjectSettings.</summary>
    ProjectForTheWebProjectSettings = 199,

    /// <summary>Record type 200; the Management Activity API says ProjectForThewebRoadmapSettings.</summary>
    ProjectForTheWebRoadmapSettings = 200,

    /// <summary>Record type 201; only Microsoft Graph has it.</summary>
    QuarantineMetadata = 201,

    /// <summary>Record type 202.</summary>
    MicrosoftTodoAudit = 202,

    /// <summary>Record type 203; only Microsoft Graph has it.</summary>
    TimeTravelFilteringDocMetadata = 203,

    /// <summary>Record type 204; only Microsoft Graph has it.</summary>
    TeamsQuarantineMetadata = 204,

    /// <summary>Record type 205; only Microsoft Graph has it.</summary>
    SharePointAppPermissionOperation = 205,

    /// <summary>Record type 206.</summary>
    MicrosoftTeamsSensitivityLabelAction = 206,

    /// <summary>Record type 207; only Microsoft Graph has it.</summary>
    FilteringTeamsMetadata = 207,

    /// <summary>Record type 208; only Microsoft Graph has it.</summary>
    FilteringTeamsUrlInfo = 208,

    /// <summary>Record type 209; only Microsoft Graph has it.</summary>
    FilteringTeamsPostDeliveryAction = 209,

    /// <summary>Record type 210; only Microsoft Graph has it.</summary>
    MDCAssessments = 210,

    /// <summary>Record type 211; only Microsoft Graph has it.</summary>
    MDCRegulatoryComplianceStandards = 211,

    /// <summary>Record type 212; only Microsoft Graph has it.</summary>
    MDCRegulatoryComplianceControls = 212,

    /// <summary>Record type 213; only Microsoft Graph has it.</summary>
    MDCRegulatoryComplianceAssessments = 213,

    /// <summary>Record type 214; only Microsoft Graph has it.</summary>
    MDCSecurityConnectors = 214,

    /// <summary>Record type 215; only Microsoft Graph has it.</summary>
    MDADataSecuritySignal = 215,

    /// <summary>Record type 216; the Management Activity API says Viva Goals.</summary>
    VivaGoals = 216,

    /// <summary>Record type 217; the Management Activity API says MicrosoftGraphDataConnectConsent.</summary>
    FilteringRuntimeInfo = 217,

    /// <summary>Record type 218.</summary>
    AttackSimAdmin = 218,

    /// <summary>Record type 219; only Microsoft Graph has it.</summary>
    MicrosoftGraphDataConnectConsent = 219,

    /// <summary>Record type 220; only Microsoft Graph has it.</summary>
    FilteringAtpDetonationInfo = 220,

    /// <summary>Record type 221; only Microsoft Graph has it.</summary>
    PrivacyPortal = 221,

    /// <summary>Record type 222; only Microsoft Graph has it.</summary>
    ManagedTenants = 222,

    /// <summary>Record type 223; only Microsoft Graph has it.</summary>
    UnifiedSimulationMatchedItem = 223,

    /// <summary>Record type 224; only Microsoft Graph has it.</summary>
    UnifiedSimulationSummary = 224,

    /// <summary>Record type 225; only Microsoft Graph has it.</summary>
    UpdateQuarantineMetadata = 225,

    /// <summary>Record type 226; only Microsoft Graph has it.</summary>
    MS365DSuppressionRule = 226,

    /// <summary>Record type 227; only Microsoft Graph has it.</summary>
    PurviewDataMapOperation = 227,

    /// <summary>Record type 228; only Microsoft Graph has it.</summary>
    FilteringUrlPostClickAction = 228,

    /// <summary>Record type 229; only Microsoft Graph has it.</summary>
    IrmUserDefinedDetectionSignal = 229,

    /// <summary>Record type 230.</summary>
    TeamsUpdates = 230,

    /// <summary>Record type 231.</summary>
    PlannerRosterSensitivityLabel = 231,

    /// <summary>Record type 232; only Microsoft Graph has it.</summary>
    MS365DIncident = 232,

    /// <summary>Record type 233; only Microsoft Graph has it.</summary>
    FilteringDelistingMetadata = 233,

    /// <summary>Record type 234; only Microsoft Graph has it.</summary>
    ComplianceDLPSharePointClassificationExtended = 234,

    /// <summary>Record type 235.</summary>
    MicrosoftDefenderForIdentityAudit = 235,

    /// <summary>Record type 236; only Microsoft Graph has it.</summary>
    SupervisoryReviewDayXInsight = 236,

    /// <summary>Record type 237.</summary>
    DefenderExpertsforXDRAdmin = 237,

    /// <summary>Record type 238; only Microsoft Graph has it.</summary>
    CDPEdgeBlockedMessage = 238,

    /// <summary>Record type 239; only Microsoft Graph has it.</summary>
    HostedRpa = 239,

    /// <summary>Record type 240; only Microsoft Graph has it.</summary>
    CdpContentExplorerAggregateRecord = 240,

    /// <summary>Record type 241; only Microsoft Graph has it.</summary>
    CDPHygieneAttachmentInfo = 241,

    /// <summary>Record type 242; only Microsoft Graph has it.</summary>
    CDPHygieneSummary = 242,

    /// <summary>Record type 243; only Microsoft Graph has it.</summary>
    CDPPostMailDeliveryAction = 243,

    /// <summary>Record type 244; only Microsoft Graph has it.</summary>
    CDPEmailFeatures = 244,

    /// <summary>Record type 245; only Microsoft Graph has it.</summary>
    CDPHygieneUrlInfo = 245,

    /// <summary>Record type 246; only Microsoft Graph has it.</summary>
    CDPUrlClick = 246,

    /// <summary>Record type 247; only Microsoft Graph has it.</summary>
    CDPPackageManagerHygieneEvent = 247,

    /// <summary>Record type 248; only Microsoft Graph has it.</summary>
    FilteringDocScan = 248,

    /// <summary>Record type 249; only Microsoft Graph has it.</summary>
    TimeTravelFilteringDocScan = 249,

    /// <summary>Record type 250; only Microsoft Graph has it.</summary>
    MAPGOnboard = 250,

    /// <summary>Record type 251.</summary>
    VfamCreatePolicy = 251,

    /// <summary>Record type 252.</summary>
    VfamUpdatePolicy = 252,

    /// <summary>Record type 253.</summary>
    VfamDeletePolicy = 253,

    /// <summary>Record type 254; only Microsoft Graph has it.</summary>
    M365DAAD = 254,

    /// <summary>Record type 255; only Microsoft Graph has it.</summary>
    CdpColdCrawlStatus = 255,

    /// <summary>Record type 256.</summary>
    PowerPlatformAdministratorActivity = 256,

    /// <summary>Record type 257.</summary>
    Windows365CustomerLockbox = 257,

    /// <summary>Record type 258; only Microsoft Graph has it.</summary>
    CdpResourceScopeChangeEvent = 258,

    /// <summary>Record type 259; only Microsoft Graph has it.</summary>
    ComplianceCCExchangeExecutionResult = 259,

    /// <summary>Record type 260; only Microsoft Graph has it.</summary>
    CdpOcrCostEstimatorRecord = 260,

    /// <summary>Record type 261.</summary>
    CopilotInteraction = 261,

    /// <summary>Record type 262; only Microsoft Graph has it.</summary>
    CdpOcrBillingRecord = 262,

    /// <summary>Record type 263; only Microsoft Graph has it.</summary>
    ComplianceDLPApplications = 263,

    /// <summary>Record type 264; only Microsoft Graph has it.</summary>
    UAMOperation = 264,

    /// <summary>Record type 265.</summary>
    VivaLearning = 265,

    /// <summary>Record type 266.</summary>
    VivaLearningAdmin = 266,

    /// <summary>Record type 267; only Microsoft Graph has it.</summary>
    PurviewPolicyOperation = 267,

    /// <summary>Record type 268; only Microsoft Graph has it.</summary>
    PurviewMetadataPolicyOperation = 268,

    /// <summary>Record type 269.</summary>
    PeopleAdminSettings = 269,

    /// <summary>Record type 270; only Microsoft Graph has it.</summary>
    CdpComplianceDLPExchangeClassification = 270,

    /// <summary>Record type 271; only Microsoft Graph has it.</summary>
    CdpComplianceDLPSharePointClassification = 271,

    /// <summary>Record type 272; only Microsoft Graph has it.</summary>
    FilteringBulkSenderInsightData = 272,

    /// <summary>Record type 273; only Microsoft Graph has it.</summary>
    FilteringBulkThresholdInsightData = 273,

    /// <summary>Record type 274; only Microsoft Graph has it.</summary>
    PrivacyOpenAccess = 274,

    /// <summary>Record type 275.</summary>
    OWAAuth = 275,

    /// <summary>Record type 276; only Microsoft Graph has it.</summary>
    ComplianceDLPApplicationsClassification = 276,

    /// <summary>Record type 277.</summary>
    SharePointESignature = 277,

    /// <summary>Record type 278.</summary>
    Dynamics365BusinessCentral = 278,

    /// <summary>Record type 279.</summary>
    MeshWorlds = 279,

    /// <summary>Record type 280.</summary>
    VivaPulseResponse = 280,

    /// <summary>Record type 281.</summary>
    VivaPulseOrganizer = 281,

    /// <summary>Record type 282.</summary>
    VivaPulseAdmin = 282,

    /// <summary>Record type 283.</summary>
    VivaPulseReport = 283,

    /// <summary>Record type 284.</summary>
    AIAppInteraction = 284,

    /// <summary>Record type 285.</summary>
    ComplianceDLMExchange = 285,

    /// <summary>Record type 286.</summary>
    ComplianceDLMSharePoint = 286,

    /// <summary>Record type 287; the Management Activity API says ProjectForThewebAssignedToMeSettings.</summary>
    ProjectForTheWebAssignedToMeSettings = 287,

    /// <summary>Record type 288; the Management Activity API says CloudPolicyService.</summary>
    CPSOperation = 288,

    /// <summary>Record type 289; only Microsoft Graph has it.</summary>
    ComplianceDLPExchangeDiscovery = 289,

    /// <summary>Record type 290; only Microsoft Graph has it.</summary>
    PurviewMCRecommendation = 290,

    /// <summary>Record type 291; the Management Activity API says SensitiveInfoDiscovered.</summary>
    ComplianceDLPEndpointDiscovery = 291,

    /// <summary>Record type 292.</summary>
    InsiderRiskScopedUserInsights = 292,

    /// <summary>Record type 293.</summary>
    MicrosoftTeamsRetentionLabelAction = 293,

    /// <summary>Record type 294.</summary>
    AadRiskDetection = 294,

    /// <summary>Record type 295.</summary>
    AuditSearch = 295,

    /// <summary>Record type 296.</summary>
    AuditRetentionPolicy = 296,

    /// <summary>Record type 297.</summary>
    AuditConfig = 297,

    /// <summary>Record type 298; the Management Activity API says BackupPolicy.</summary>
    Microsoft365BackupBackupPolicy = 298,

    /// <summary>Record type 299; the Management Activity API says RestoreTask.</summary>
    Microsoft365BackupRestoreTask = 299,

    /// <summary>Record type 300; the Management Activity API says RestoreItem.</summary>
    Microsoft365BackupRestoreItem = 300,

    /// <summary>Record type 301; the Management Activity API says BackupItem.</summary>
    Microsoft365BackupBackupItem = 301,

    /// <summary>Record type 302.</summary>
    URBACAssignment = 302,

    /// <summary>Record type 303.</summary>
    URBACRole = 303,

    /// <summary>Record type 304.</summary>
    URBACEnableState = 304,

    /// <summary>Record type 305; only Microsoft Graph has it.</summary>
    IRMSecurityAlert = 305,

    /// <summary>Record type 306.</summary>
    PurviewInsiderRiskCases = 306,

    /// <summary>Record type 307.</summary>
    PurviewInsiderRiskAlerts = 307,

    /// <summary>Record type 308.</summary>
    InsiderRiskScopedUsers = 308,

    /// <summary>Record type 309; only Microsoft Graph has it.</summary>
    CdpConsumptionResource = 309,

    /// <summary>Record type 310.</summary>
    CreateCopilotPlugin = 310,

    /// <summary>Record type 311.</summary>
    UpdateCopilotPlugin = 311,

    /// <summary>Record type 312.</summary>
    DeleteCopilotPlugin = 312,

    /// <summary>Record type 313.</summary>
    EnableCopilotPlugin = 313,

    /// <summary>Record type 314.</summary>
    DisableCopilotPlugin = 314,

    /// <summary>Record type 315.</summary>
    CreateCopilotWorkspace = 315,

    /// <summary>Record type 316.</summary>
    UpdateCopilotWorkspace = 316,

    /// <summary>Record type 317.</summary>
    DeleteCopilotWorkspace = 317,

    /// <summary>Record type 318.</summary>
    EnableCopilotWorkspace = 318,

    /// <summary>Record type 319.</summary>
    DisableCopilotWorkspace = 319,

    /// <summary>Record type 320.</summary>
    CreateCopilotPromptBook = 320,

    /// <summary>Record type 321.</summary>
    UpdateCopilotPromptBook = 321,

    /// <summary>Record type 322.</summary>
    DeleteCopilotPromptBook = 322,

    /// <summary>Record type 323.</summary>
    EnableCopilotPromptBook = 323,

    /// <summary>Record type 324.</summary>
    DisableCopilotPromptBook = 324,

    /// <summary>Record type 325.</summary>
    UpdateCopilotSettings = 325,

    /// <summary>Record type 326; only Microsoft Graph has it.</summary>
    P4AIAssessmentRecord = 326,

    /// <summary>Record type 327; only Microsoft Graph has it.</summary>
    P4AIAssessmentLocationResultRecord = 327,

    /// <summary>Record type 328.</summary>
    ConnectedAIAppInteraction = 328,

    /// <summary>Record type 329.</summary>
    PrivaPrivacyConsentOperation = 329,

    /// <summary>Record type 330.</summary>
    PrivaPrivacyAssessmentOperation = 330,

    /// <summary>Record type 331.</summary>
    DataCatalogAccessRequests = 331,

    /// <summary>Record type 332.</summary>
    ComplianceSettingsChange = 332,

    /// <summary>Record type 333.</summary>
    DataSecurityInvestigation = 333,

    /// <summary>Record type 334.</summary>
    TeamCopilotInteraction = 334,

    /// <summary>Record type 335.</summary>
    IRMActivityAuditTrail = 335,

    /// <summary>Record type 336.</summary>
    SharePointContentSecurityPolicy = 336,

    /// <summary>Record type 337.</summary>
    CloudUpdateProfileConfig = 337,

    /// <summary>Record type 338.</summary>
    CloudUpdateTenantConfig = 338,

    /// <summary>Record type 339.</summary>
    CloudUpdateDeviceConfig = 339,

    /// <summary>Record type 340; only Microsoft Graph has it.</summary>
    DefenderPreviewFeatures = 340,

    /// <summary>Record type 341.</summary>
    DeviceDiscoverySettingsExclusion = 341,

    /// <summary>Record type 342.</summary>
    DeviceDiscoverySettingsAuthenticatedScans = 342,

    /// <summary>Record type 343; only Microsoft Graph has it.</summary>
    CriticalAssetManagementClassification = 343,

    /// <summary>Record type 344.</summary>
    DeviceDiscoverySettings = 344,

    /// <summary>Record type 345.</summary>
    USXWorkspaceOnboarding = 345,

    /// <summary>Record type 346.</summary>
    VivaGlintAdvancedConfiguration = 346,

    /// <summary>Record type 347.</summary>
    VivaGlintPulseProgram = 347,

    /// <summary>Record type 348.</summary>
    VivaGlintPulseProgramRespondentRate = 348,

    /// <summary>Record type 349.</summary>
    VivaGlintQuestion = 349,

    /// <summary>Record type 350.</summary>
    VivaGlintRole = 350,

    /// <summary>Record type 351.</summary>
    VivaGlintRubicon = 351,

    /// <summary>Record type 352.</summary>
    VivaGlintSupportAccess = 352,

    /// <summary>Record type 353.</summary>
    VivaGlintSystem = 353,

    /// <summary>Record type 354.</summary>
    VivaGlintUser = 354,

    /// <summary>Record type 355.</summary>
    VivaGlintUserGroup = 355,

    /// <summary>Record type 356.</summary>
    VivaGlintFeedbackProgram = 356,

    /// <summary>Record type 357.</summary>
    FabricAudit = 357,

    /// <summary>Record type 358.</summary>
    TrainableClassifier = 358,

    /// <summary>Record type 359.</summary>
    WebContentFiltering = 359,

    /// <summary>Record type 360.</summary>
    NoisyAlertPolicy = 360,

    /// <summary>Record type 361; the Management Activity API says DataScanClassification.</summary>
    OnDemandSharePointClassification = 361,

    /// <summary>Record type 362.</summary>
    AIInteractionsExport = 362,

    /// <summary>Record type 363.</summary>
    Microsoft365CopilotScheduledPrompt = 363,

    /// <summary>Record type 364.</summary>
    PlacesDirectory = 364,

    /// <summary>Record type 365; the Management Activity API says SentinelNotebookOnLake.</summary>
    MDAAudit = 365,

    /// <summary>Record type 366; the Management Activity API says SentinelJob.</summary>
    OpticalCharacterRecognition = 366,

    /// <summary>Record type 367; only the Management Activity API has it, as SentinelKQLOnLake.</summary>
    [JsonStringEnumMemberName("SentinelKQLOnLake (367)")]
    SentinelKQLOnLakeOfActivityApi = 367,

    /// <summary>Record type 368; the Management Activity API says SentinelLakeOnboarding.</summary>
    M365SearchSections = 368,

    /// <summary>Record type 369; the Management Activity API says SentinelLakeDataOnboarding.</summary>
    OfficeClientRestrictedModeAction = 369,

    /// <summary>Record type 370; the Management Activity API says SentinelAITool.</summary>
    CrossTenantAccessPolicy = 370,

    /// <summary>Record type 371; the Management Activity API says SentinelGraph.</summary>
    OutlookCopilotAutomation = 371,

    /// <summary>Record type 372; the Management Activity API says CrossTenantAccessPolicy.</summary>
    VivaEngageNetworkAssociation = 372,

    /// <summary>Record type 373; the Management Activity API says OutlookCopilotAutomation.</summary>
    AppAdminActivity = 373,

    /// <summary>Record type 374; the Management Activity API says VivaEngageNetworkAssociation.</summary>
    AppSettingsAdminActivity = 374,

    /// <summary>Record type 375; the Management Activity API says AppAdminActivity.</summary>
    UniversalPrintPrintJob = 375,

    /// <summary>Record type 376; the Management Activity API says AppSettingsAdminActivity.</summary>
    SentinelNotebookOnLake = 376,

    /// <summary>Record type 377; the Management Activity API says UniversalPrintPrintJob.</summary>
    SentinelJob = 377,

    /// <summary>Record type 378; the Management Activity API says VivaAmplifyOutlookSensitivityLabel.</summary>
    SentinelGraph = 378,

    /// <summary>Record type 379; the Management Activity API says AIInteractionsSubscription.</summary>
    SentinelKQLOnLake = 379,

    /// <summary>Record type 380; the Management Activity API says AIInteractionsChangeNotification.</summary>
    SentinelPackage = 380,

    /// <summary>Record type 381; the Management Activity API says FilteringMailMetadataExtended.</summary>
    VivaAmplifyOutlookSensitivityLabel = 381,

    /// <summary>Record type 382; the Management Activity API says OfficeRestrictedModeAction.</summary>
    CopilotActions = 382,

    /// <summary>Record type 383; the Management Activity API says CopilotForSecurityTrigger.</summary>
    AIInteractionsSubscription = 383,

    /// <summary>Record type 384; the Management Activity API says CopilotAgentManagement.</summary>
    AIInteractionsChangeNotification = 384,

    /// <summary>Record type 385; the Management Activity API says P4AIAssessmentFabricScannerRecord.</summary>
    FilteringMailMetadataExtended = 385,

    /// <summary>Record type 386; the Management Activity API says PlannerGoal.</summary>
    SentinelLakeOnboarding = 386,

    /// <summary>Record type 387; the Management Activity API says PlannerGoalList.</summary>
    SentinelLakeDataOnboarding = 387,

    /// <summary>Record type 388; only Microsoft Graph has it.</summary>
    OfficeRestrictedModeAction = 388,

    /// <summary>Record type 389; only Microsoft Graph has it.</summary>
    CopilotForSecurityTrigger = 389,

    /// <summary>Record type 390; only Microsoft Graph has it.</summary>
    CopilotAgentManagement = 390,

    /// <summary>Record type 391; only Microsoft Graph has it.</summary>
    P4AIAssessmentFabricScannerRecord = 391,

    /// <summary>Record type 392; only Microsoft Graph has it.</summary>
    PlannerGoal = 392,

    /// <summary>Record type 393; only Microsoft Graph has it.</summary>
    PlannerGoalList = 393,

    /// <summary>Record type 394; only Microsoft Graph has it.</summary>
    ThreatIntelligenceObject = 394,

    /// <summary>Record type 395; only Microsoft Graph has it.</summary>
    ThreatIntelligenceExport = 395,

    /// <summary>Record type 396; only Microsoft Graph has it.</summary>
    SubmissionAgenticGradingResult = 396,

    /// <summary>Record type 397; only Microsoft Graph has it.</summary>
    AgentAdminActivity = 397,

    /// <summary>Record type 398; only Microsoft Graph has it.</summary>
    DeployFeatureActivity = 398,

    /// <summary>Record type 399; only Microsoft Graph has it.</summary>
    AgentSettingsAdminActivity = 399,

    /// <summary>Record type 400; only Microsoft Graph has it.</summary>
    OrganizationalDataInM365 = 400,

    /// <summary>Record type 401.</summary>
    PlannerChatMessage = 401,

    /// <summary>Record type 402.</summary>
    PlannerChatMessageList = 402,

    /// <summary>Record type 403; only Microsoft Graph has it.</summary>
    SentinelAITool = 403,

    /// <summary>Record type 404; only Microsoft Graph has it.</summary>
    M365ODSPAssetMetadata = 404,

    /// <summary>Record type 405; only Microsoft Graph has it.</summary>
    AIExecuteTool = 405,

    /// <summary>Record type 406; only Microsoft Graph has it.</summary>
    AIInvokeAgent = 406,

    /// <summary>Record type 407; only Microsoft Graph has it.</summary>
    AIInferenceCall = 407,

    /// <summary>Record type 408; only Microsoft Graph has it.</summary>
    CdpClassifierHealthRecord = 408,

    /// <summary>Record type 409; only Microsoft Graph has it.</summary>
    SensitiveInfoRemediationAgentData = 409,

    /// <summary>Record type 410; only Microsoft Graph has it.</summary>
    ComplianceDLPEnforcement = 410,

    /// <summary>Record type 411; only Microsoft Graph has it.</summary>
    A365AIExecuteTool = 411,

    /// <summary>Record type 412; only Microsoft Graph has it.</summary>
    A365AIInvokeAgent = 412,

    /// <summary>Record type 413; only Microsoft Graph has it.</summary>
    A365AIInferenceCall = 413,

    /// <summary>Record type 414.</summary>
    VivaEngageSegment = 414,

    /// <summary>Record type 415; only Microsoft Graph has it.</summary>
    RTIOperationsAgent = 415,

    /// <summary>Record type 416; only Microsoft Graph has it.</summary>
    ContentStoreMetadata = 416,

    /// <summary>Record type 417; only Microsoft Graph has it.</summary>
    CCRAIPolicyViolation = 417,

    /// <summary>Record type 418; only Microsoft Graph has it.</summary>
    PlannerPlanSensitivityLabel = 418,

    /// <summary>Record type 419; only Microsoft Graph has it.</summary>
    MosAgentInfoRecord = 419,

    /// <summary>Record type 420; only Microsoft Graph has it.</summary>
    A365AIRunSummary = 420,

    /// <summary>Record type 421; only Microsoft Graph has it.</summary>
    UnifiedCatalogConceptAction = 421,

    /// <summary>Record type 422; the Management Activity API says VivaEngageEvents.</summary>
    DefenderCaseManagement = 422,

    /// <summary>Record type 423; only Microsoft Graph has it.</summary>
    CopilotForSecurityLogging = 423,

    /// <summary>Record type 424; only Microsoft Graph has it.</summary>
    VivaEngageEvents = 424,

    /// <summary>Record type 425; only Microsoft Graph has it.</summary>
    CallActivityEvent = 425,

    /// <summary>Record type 426; only Microsoft Graph has it.</summary>
    SonarDetonationContentMetadata = 426,

    /// <summary>Record type 427.</summary>
    UniversalPrintManagement = 427,

    /// <summary>Record type 428; only Microsoft Graph has it.</summary>
    YammerUserHiding = 428,

    /// <summary>Record type 429; only Microsoft Graph has it.</summary>
    Microsoft365BackupGranularBrowseTask = 429,

    /// <summary>Record type 430.</summary>
    PurviewPostureAgent = 430,

    /// <summary>Record type 431; the Management Activity API says GranularBrowseTask.</summary>
    MSDECustomCollection = 431,

    /// <summary>Record type 432; only Microsoft Graph has it.</summary>
    SCPUsageEvent = 432,

    /// <summary>Record type 433; only Microsoft Graph has it.</summary>
    SCPConfigurationEvent = 433,

    /// <summary>Record type 434; only Microsoft Graph has it.</summary>
    MDCConfigurationEvent = 434,

    /// <summary>Record type 435; only Microsoft Graph has it.</summary>
    MDCUsageEvent = 435,

    /// <summary>Record type 436; only Microsoft Graph has it.</summary>
    A365SpanOutputs = 436,

    /// <summary>Record type 437; only Microsoft Graph has it.</summary>
    PowerPlatformTenantIsolation = 437,

    /// <summary>Record type 438; only Microsoft Graph has it.</summary>
    CDPDLMAIInteractionInsights = 438,

    /// <summary>Record type 439; only Microsoft Graph has it.</summary>
    P4AIAssessmentCategoryRecord = 439,

    /// <summary>Record type 440; only Microsoft Graph has it.</summary>
    SentinelLakeEncryption = 440,

    /// <summary>Record type 441; only Microsoft Graph has it.</summary>
    AZFWNetworkRule = 441,

    /// <summary>Record type 442; only Microsoft Graph has it.</summary>
    AZFWDnsQuery = 442,

    /// <summary>Record type 443; only Microsoft Graph has it.</summary>
    AZFWApplicationRuleAggregation = 443,

    /// <summary>Record type 444.</summary>
    TeamsEvalDataHubDataAccess = 444,

    /// <summary>Record type 445.</summary>
    TeamsEvalDataHubPermissionChange = 445,

    /// <summary>Record type 446; only Microsoft Graph has it.</summary>
    TeamsEvalDataHubAdminOperation = 446,

    /// <summary>Record type 447; only Microsoft Graph has it.</summary>
    VivaGlintOrganizationalData = 447,

    /// <summary>Record type 448; only Microsoft Graph has it.</summary>
    AlertSubmission = 448,

    /// <summary>Record type 449; only Microsoft Graph has it.</summary>
    AlertSubmissionResultDetail = 449,

    /// <summary>Record type 450; only Microsoft Graph has it.</summary>
    ComplianceSitGradingSharePoint = 450,

    /// <summary>Record type 451; only Microsoft Graph has it.</summary>
    CompliancePolicyGradingSharePoint = 451,

    /// <summary>Record type 452; only Microsoft Graph has it.</summary>
    AzureAISearchAudit = 452,

    /// <summary>Record type 453; only Microsoft Graph has it.</summary>
    P4AIRiskScoreRecord = 453,

    /// <summary>Record type 454.</summary>
    DragonCopilotAdmin = 454,

    /// <summary>Record type 455; only Microsoft Graph has it.</summary>
    AISpanOutputs = 455,

    /// <summary>Record type 456; only Microsoft Graph has it.</summary>
    EopSubmissionFeedEntity = 456,

    /// <summary>Record type 457; only Microsoft Graph has it.</summary>
    SonarFileDetonationEntity = 457,

    /// <summary>Record type 458; only Microsoft Graph has it.</summary>
    SonarSubmissionEntity = 458,

    /// <summary>Record type 459; only Microsoft Graph has it.</summary>
    SonarUrlDetonationEntity = 459,

    /// <summary>Record type 460; only Microsoft Graph has it.</summary>
    SubmissionEntity = 460,

    /// <summary>Record type 461; only Microsoft Graph has it.</summary>
    SonarDetonationEntity = 461,

    /// <summary>Record type 462.</summary>
    MicrosoftTeamsUserConcern = 462,

    /// <summary>Record type 463.</summary>
    VivaGlintAgenticCampaign = 463,

    /// <summary>Record type 464; only Microsoft Graph has it.</summary>
    MSPVectorSearchContentMetadata = 464,

    /// <summary>Record type 465; only Microsoft Graph has it.</summary>
    FabricPolicy = 465,

    /// <summary>Record type 466; only Microsoft Graph has it.</summary>
    SecurityCopilotAgentIdentityManagement = 466,

    /// <summary>Record type 467; only Microsoft Graph has it.</summary>
    CopilotSessionSharing = 467,

    /// <summary>Record type 468; only Microsoft Graph has it.</summary>
    DragonCopilotAccess = 468,

    /// <summary>Record type 469; only Microsoft Graph has it.</summary>
    DragonCopilotClinicalData = 469,

    /// <summary>Record type 470; only Microsoft Graph has it.</summary>
    DragonCopilotSession = 470,

    /// <summary>Record type 471; only Microsoft Graph has it.</summary>
    MosAgentInfoRecordV2 = 471,

    /// <summary>Record type 472; only Microsoft Graph has it.</summary>
    SecurityDevelopmentLifecycleAILog = 472,

    /// <summary>Record type 473; only Microsoft Graph has it.</summary>
    MDASH = 473,

    /// <summary>Record type 474; only Microsoft Graph has it.</summary>
    DefenderSecurityForAIConfiguration = 474,

    /// <summary>Record type 475; only Microsoft Graph has it.</summary>
    SparkCoreCustomLivePool = 475,
}
