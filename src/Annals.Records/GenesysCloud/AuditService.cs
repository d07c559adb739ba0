namespace Annals.Records.GenesysCloud;

/// <summary>Services of Genesys Cloud that write audits. Values of the member <c>serviceName</c>.</summary>
/// <remarks>Reference: Genesys Cloud platform API, serviceName of AuditLogMessage; Genesys Cloud notification topics, AuditTopicAuditLogMessage. The first 39 values are those of August 2022; the others were added since. Matching ignores case.</remarks>
public enum AuditService
{
    /// <summary>A value that this version does not know; never on the wire of a healthy source.</summary>
    OutdatedSdkVersion = 0,

    /// <summary>Known since August 2022; audits DashboardSettings, InsightSettings, AnalyticsReportingSettings and 9 more.</summary>
    AnalyticsReporting,

    /// <summary>Known since August 2022; audits DependencyTrackingBuild, Flow, Prompt and 5 more.</summary>
    Architect,

    /// <summary>Known since August 2022; audits Appointment, Annotation.</summary>
    Coaching,

    /// <summary>Known since August 2022; audits AgentRoutingInfo, Queue, WrapupCode and 3 more.</summary>
    ContactCenter,

    /// <summary>Known since August 2022; audits Document, Workspace, Tag.</summary>
    ContentManagement,

    /// <summary>Known since August 2022; audits Schema, Row, Bulk.</summary>
    Datatables,

    /// <summary>Known since August 2022; audits User, Organization.</summary>
    Directory,

    /// <summary>Known since August 2022.</summary>
    DynamicSchema,

    /// <summary>Known since August 2022; audits Contest, Metric, Status and 2 more.</summary>
    Gamification,

    /// <summary>Known since August 2022; audits SkillGroup, DirectoryGroup, Team and 1 more.</summary>
    Groups,

    /// <summary>Known since August 2022; audits Action, ActionDraft, Integration.</summary>
    Integrations,

    /// <summary>Known since August 2022; audits KnowledgeBase, KnowledgeCategory, KnowledgeContext and 8 more.</summary>
    Knowledge,

    /// <summary>Known since August 2022; audits Feedback, IntentMiner, TopicMiner.</summary>
    LanguageUnderstanding,

    /// <summary>Known since August 2022; audits Module, Rule, Assignment.</summary>
    Learning,

    /// <summary>Known since August 2022; audits ChangeRequest, Migration, Suspension and 1 more.</summary>
    Limits,

    /// <summary>Known since August 2022; audits AttemptLimits, CallableTimeSet, Campaign and 19 more.</summary>
    Outbound,

    /// <summary>Known since August 2022; audits UserSamlAuthentication, AccessToken, OAuthClientAuthorization and 11 more.</summary>
    PeoplePermissions,

    /// <summary>Known since August 2022; audits ExternalMetricsDefinition, ExternalMetricsData.</summary>
    EmployeePerformance,

    /// <summary>Known since August 2022; audits Segment, Outcome, ActionMap and 4 more.</summary>
    PredictiveEngagement,

    /// <summary>Known since August 2022; audits UserPresence.</summary>
    Presence,

    /// <summary>Known since August 2022; audits Evaluation, Calibration, Survey and 14 more.</summary>
    Quality,

    /// <summary>Known since August 2022; audits Response, ResponseLibrary, ResponseAsset.</summary>
    ResponseManagement,

    /// <summary>Known since August 2022; audits Predictor, KpiSpecification, RoutingSkill and 1 more.</summary>
    Routing,

    /// <summary>Known since August 2022; audits Topic, Program, Category and 5 more.</summary>
    SpeechAndTextAnalytics,

    /// <summary>Known since August 2022; audits Edge, EdgeGroup, VoicemailPolicy and 19 more.</summary>
    Telephony,

    /// <summary>Known since August 2022.</summary>
    TopicsDefinitions,

    /// <summary>Known since August 2022; audits Trigger.</summary>
    Triggers,

    /// <summary>Known since August 2022; audits Trigger.</summary>
    ProcessAutomation,

    /// <summary>Known since August 2022.</summary>
    Voicemail,

    /// <summary>Known since August 2022; audits Deployment, Configuration, ConfigurationVersion.</summary>
    WebDeployments,

    /// <summary>Known since August 2022; audits Webhook.</summary>
    Webhooks,

    /// <summary>Known since August 2022; audits ActivityCode, ActivityPlan, ActivityPlanOccurrence and 29 more.</summary>
    WorkforceManagement,

    /// <summary>Known since August 2022; audits SupportedContent, ConversationPhoneNumber, ConversationRecipient and 3 more.</summary>
    Messaging,

    /// <summary>Known since August 2022; audits EdgePreferences, EdgeTraceLevel, OrganizationIntegrationsAccess and 6 more.</summary>
    Supportability,

    /// <summary>Known since August 2022.</summary>
    Callback,

    /// <summary>Known since August 2022.</summary>
    Workitems,

    /// <summary>Known since August 2022; audits Credential.</summary>
    SCIM,

    /// <summary>Known since August 2022; audits NumberOrder, BulkDisconnectRequest.</summary>
    NumberPurchasing,

    /// <summary>Known since August 2022; audits EnterpriseAgreement, VendorListing.</summary>
    Marketplace,

    /// <summary>Known since April 2023; audits DefaultPanelSettings.</summary>
    AgentConfig,

    /// <summary>Known since April 2023; audits InboundDomain, OutboundDomain, InboundRoute and 1 more.</summary>
    Emails,

    /// <summary>Known since April 2023; audits ContactSchema, ExternalOrganizationSchema, Contact and 3 more.</summary>
    ExternalContacts,

    /// <summary>Known since April 2023; audits GdprRequest.</summary>
    GDPR,

    /// <summary>Known since April 2023.</summary>
    LogCapture,

    /// <summary>Known since April 2023; audits ComposerPage, ComposerPublishedScript, ComposerScript and 1 more.</summary>
    Scripter,

    /// <summary>Known since August 2026.</summary>
    UsersRules,

    /// <summary>Known since August 2026; audits Recognition.</summary>
    EmployeeEngagement,

    /// <summary>Known since August 2026.</summary>
    EmbeddedAnalytics,

    /// <summary>Known since August 2026; audits Location.</summary>
    Locations,

    /// <summary>Known since August 2026; audits Workbin, Worktype, BulkJob.</summary>
    TaskManagement,

    /// <summary>Known since August 2026; audits DsarRequest.</summary>
    DSAR,

    /// <summary>Known since August 2026; audits ExportRequest.</summary>
    ExternalContactsExport,

    /// <summary>Known since August 2026.</summary>
    Billing,

    /// <summary>Known since August 2026; audits JourneyView.</summary>
    JourneyAnalytics,

    /// <summary>Known since August 2026; audits CustomEntity.</summary>
    NerService,

    /// <summary>Known since August 2026.</summary>
    Onboarding,

    /// <summary>Known since August 2026; audits SocialMediaMessage.</summary>
    SocialListening,

    /// <summary>Known since August 2026; audits DecisionTable, DecisionTableVersion, DecisionTableSnapshot and 3 more.</summary>
    BusinessRules,

    /// <summary>Known since August 2026; audits EscalationRule.</summary>
    SocialEscalationRules,

    /// <summary>Known since August 2026; audits Rules.</summary>
    Alerting,

    /// <summary>Known since August 2026; audits Assistant, AssistantQueue.</summary>
    Assistants,

    /// <summary>Known since August 2026; audits QueueAnomaly, MonitoredQueue, AnomalyDetectionSettings.</summary>
    AnomalyDetection,

    /// <summary>Known since August 2026; audits ConversationAccessAttributes, Settings.</summary>
    Conversations,

    /// <summary>Known since August 2026; audits Agent, GraphSettings.</summary>
    GenesysCloudCopilot,
}
