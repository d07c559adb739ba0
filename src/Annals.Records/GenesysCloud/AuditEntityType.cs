namespace Annals.Records.GenesysCloud;

/// <summary>Kinds of things that audits are about. The same kind may occur under several services. Values of the member <c>entityType</c>.</summary>
/// <remarks>Reference: Genesys Cloud platform API, entityType of AuditLogMessage; Genesys Cloud notification topics, AuditTopicAuditLogMessage. The first 169 values are those of August 2022; the others were added since. Matching ignores case.</remarks>
public enum AuditEntityType
{
    /// <summary>A value that this version does not know; never on the wire of a healthy source.</summary>
    OutdatedSdkVersion = 0,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    AccessToken,

    /// <summary>Known since August 2022; of Integrations.</summary>
    Action,

    /// <summary>Known since August 2022; of Integrations.</summary>
    ActionDraft,

    /// <summary>Known since August 2022; of PredictiveEngagement.</summary>
    ActionMap,

    /// <summary>Known since August 2022; of PredictiveEngagement.</summary>
    ActionTemplate,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    ActivityCode,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    AdherenceExplanation,

    /// <summary>Known since August 2022; of ContactCenter.</summary>
    AgentRoutingInfo,

    /// <summary>Known since August 2022; of AnalyticsReporting.</summary>
    AnalyticsReportingSettings,

    /// <summary>Known since August 2022; of Coaching.</summary>
    Annotation,

    /// <summary>Known since August 2022; of Coaching.</summary>
    Appointment,

    /// <summary>Known since August 2022; of Learning.</summary>
    Assignment,

    /// <summary>Known since August 2022; of Outbound.</summary>
    AttemptLimits,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    AuthOrganization,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    AuthUser,

    /// <summary>Known since August 2022; of Datatables.</summary>
    Bulk,

    /// <summary>Known since August 2022; of Quality.</summary>
    BulkActions,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    BusinessUnit,

    /// <summary>Known since August 2022; of Quality.</summary>
    Calibration,

    /// <summary>Known since August 2022; of Outbound.</summary>
    CallableTimeSet,

    /// <summary>Known since August 2022; of Outbound.</summary>
    CallAnalysisResponseSet,

    /// <summary>Known since August 2022; of Outbound.</summary>
    Campaign,

    /// <summary>Known since August 2022; of Outbound.</summary>
    CampaignRule,

    /// <summary>Known since August 2022; of Outbound.</summary>
    CampaignSchedule,

    /// <summary>Known since August 2022; of Limits.</summary>
    ChangeRequest,

    /// <summary>Known since August 2022; of PredictiveEngagement.</summary>
    ClickstreamSettings,

    /// <summary>Known since August 2022; of WebDeployments.</summary>
    Configuration,

    /// <summary>Known since August 2022; of WebDeployments.</summary>
    ConfigurationVersion,

    /// <summary>Known since August 2022; of Outbound.</summary>
    ContactList,

    /// <summary>Known since August 2022; of Outbound.</summary>
    ContactListFilter,

    /// <summary>Known since August 2022; of ExternalContacts.</summary>
    ContactSchema,

    /// <summary>Known since August 2022; of ContactCenter.</summary>
    ConversationAttributes,

    /// <summary>Known since August 2022; of Messaging.</summary>
    ConversationAccount,

    /// <summary>Known since August 2022; of Messaging.</summary>
    ConversationDefaultSupportedContent,

    /// <summary>Known since August 2022; of Messaging.</summary>
    ConversationPhoneNumber,

    /// <summary>Known since August 2022; of Messaging.</summary>
    ConversationRecipient,

    /// <summary>Known since August 2022; of Messaging.</summary>
    ConversationThreadingWindow,

    /// <summary>Known since August 2022; of SCIM.</summary>
    Credential,

    /// <summary>Known since August 2022; of AnalyticsReporting.</summary>
    DashboardSettings,

    /// <summary>Known since August 2022; of Architect.</summary>
    DependencyTrackingBuild,

    /// <summary>Known since August 2022; of WebDeployments.</summary>
    Deployment,

    /// <summary>Known since August 2022; of Telephony.</summary>
    DID,

    /// <summary>Known since August 2022; of Telephony.</summary>
    DIDPool,

    /// <summary>Known since August 2022; of Outbound.</summary>
    DNCList,

    /// <summary>Known since August 2022; of ContentManagement.</summary>
    Document,

    /// <summary>Known since August 2022.</summary>
    DynamicGroup,

    /// <summary>Known since August 2022.</summary>
    DynamicSchema,

    /// <summary>Known since August 2022; of Telephony.</summary>
    Edge,

    /// <summary>Known since August 2022; of Telephony.</summary>
    EdgeGroup,

    /// <summary>Known since August 2022; of Supportability.</summary>
    EdgeLog,

    /// <summary>Known since August 2022; of Supportability.</summary>
    EdgeLogZip,

    /// <summary>Known since August 2022; of Supportability.</summary>
    EdgePcaps,

    /// <summary>Known since August 2022; of Supportability.</summary>
    EdgePreferences,

    /// <summary>Known since August 2022; of Supportability.</summary>
    EdgeTraceLevel,

    /// <summary>Known since August 2022; of Telephony.</summary>
    EmergencyGroup,

    /// <summary>Known since August 2022; of Marketplace.</summary>
    EnterpriseAgreement,

    /// <summary>Known since August 2022; of Quality.</summary>
    Evaluation,

    /// <summary>Known since August 2022; of Quality.</summary>
    EvaluationForm,

    /// <summary>Known since August 2022; of PredictiveEngagement.</summary>
    EventType,

    /// <summary>Known since August 2022; of AnalyticsReporting.</summary>
    Exports,

    /// <summary>Known since August 2022; of Telephony.</summary>
    Extension,

    /// <summary>Known since August 2022; of Telephony.</summary>
    ExtensionPool,

    /// <summary>Known since August 2022; of EmployeePerformance.</summary>
    ExternalMetricsData,

    /// <summary>Known since August 2022; of EmployeePerformance.</summary>
    ExternalMetricsDefinition,

    /// <summary>Known since August 2022; of ExternalContacts.</summary>
    ExternalOrganizationSchema,

    /// <summary>Known since August 2022; of LanguageUnderstanding.</summary>
    Feedback,

    /// <summary>Known since August 2022; of Architect.</summary>
    Flow,

    /// <summary>Known since August 2022; of Architect.</summary>
    FlowMilestone,

    /// <summary>Known since August 2022; of Architect.</summary>
    FlowOutcome,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    Forecast,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    HistoricalData,

    /// <summary>Known since August 2022; of AnalyticsReporting.</summary>
    InsightSettings,

    /// <summary>Known since August 2022; of Integrations.</summary>
    Integration,

    /// <summary>Known since August 2022; of Telephony.</summary>
    IVR,

    /// <summary>Known since August 2022; of Knowledge.</summary>
    KnowledgeBase,

    /// <summary>Known since August 2022; of Knowledge.</summary>
    KnowledgeCategory,

    /// <summary>Known since August 2022; of Knowledge.</summary>
    KnowledgeDocument,

    /// <summary>Known since August 2022; of Knowledge.</summary>
    KnowledgeDocumentVariation,

    /// <summary>Known since August 2022; of Knowledge.</summary>
    KnowledgeSearchFeedback,

    /// <summary>Known since August 2022; of Knowledge.</summary>
    KnowledgeTraining,

    /// <summary>Known since August 2022; of Telephony.</summary>
    Line,

    /// <summary>Known since August 2022; of Telephony.</summary>
    LineBase,

    /// <summary>Known since August 2022; of Locations.</summary>
    Location,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    ManagementUnit,

    /// <summary>Known since August 2022; of ContactCenter.</summary>
    MaxOrgRoutingUtilizationCapacity,

    /// <summary>Known since August 2022; of Supportability.</summary>
    MediaDiagnosticsTraceFile,

    /// <summary>Known since August 2022; of Outbound.</summary>
    MessagingCampaign,

    /// <summary>Known since August 2022; of Gamification.</summary>
    Metric,

    /// <summary>Known since August 2022; of Learning.</summary>
    Module,

    /// <summary>Known since August 2022; of NumberPurchasing.</summary>
    NumberOrder,

    /// <summary>Known since August 2022; of Telephony.</summary>
    NumberPlan,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    OAuthClient,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    OAuthClientAuthorization,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    OrganizationAuthorizationTrust,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    OrganizationAuthorizationUserTrust,

    /// <summary>Known since August 2022.</summary>
    OrganizationFeature,

    /// <summary>Known since August 2022; of Supportability.</summary>
    OrganizationIntegrationsAccess,

    /// <summary>Known since August 2022; of Outbound.</summary>
    OrganizationSettings,

    /// <summary>Known since August 2022; of Quality.</summary>
    OrphanedRecording,

    /// <summary>Known since August 2022; of Telephony.</summary>
    OutboundRoute,

    /// <summary>Known since August 2022; of PredictiveEngagement.</summary>
    Outcome,

    /// <summary>Known since August 2022; of Supportability.</summary>
    Pcaps,

    /// <summary>Known since August 2022; of Telephony.</summary>
    Phone,

    /// <summary>Known since August 2022; of Telephony.</summary>
    PhoneBase,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    PlanningGroup,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    Policy,

    /// <summary>Known since August 2022; of Routing.</summary>
    Predictor,

    /// <summary>Known since August 2022.</summary>
    Product,

    /// <summary>Known since August 2022; of Gamification.</summary>
    Profile,

    /// <summary>Known since August 2022; of Gamification.</summary>
    ProfileMembers,

    /// <summary>Known since August 2022; of SpeechAndTextAnalytics.</summary>
    Program,

    /// <summary>Known since August 2022; of Architect.</summary>
    Prompt,

    /// <summary>Known since August 2022; of Architect.</summary>
    PromptResource,

    /// <summary>Known since August 2022; of ContactCenter.</summary>
    Queue,

    /// <summary>Known since August 2022; of Quality.</summary>
    Recording,

    /// <summary>Known since August 2022; of Quality.</summary>
    RecordingAnnotation,

    /// <summary>Known since August 2022; of Quality.</summary>
    RecordingKey,

    /// <summary>Known since August 2022; of Quality.</summary>
    RecordingKeyConfig,

    /// <summary>Known since August 2022; of Quality.</summary>
    RecordingSettings,

    /// <summary>Known since August 2022; of ResponseManagement.</summary>
    Response,

    /// <summary>Known since August 2022; of ResponseManagement.</summary>
    ResponseAsset,

    /// <summary>Known since August 2022; of PeoplePermissions.</summary>
    Role,

    /// <summary>Known since August 2022; of Datatables.</summary>
    Row,

    /// <summary>Known since August 2022; of Telephony.</summary>
    RoutingTranscriptionSettings,

    /// <summary>Known since August 2022; of ContactCenter.</summary>
    RoutingUtilizationTag,

    /// <summary>Known since August 2022; of Learning.</summary>
    Rule,

    /// <summary>Known since August 2022; of Outbound.</summary>
    RuleSet,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    Schedule,

    /// <summary>Known since August 2022; of AnalyticsReporting.</summary>
    ScheduledExports,

    /// <summary>Known since August 2022; of Telephony.</summary>
    ScheduleGroup,

    /// <summary>Known since August 2022; of Datatables.</summary>
    Schema,

    /// <summary>Known since August 2022; of Quality.</summary>
    ScreenRecording,

    /// <summary>Known since August 2022; of PredictiveEngagement.</summary>
    Segment,

    /// <summary>Known since August 2022; of SpeechAndTextAnalytics.</summary>
    SentimentFeedback,

    /// <summary>Known since August 2022; of Outbound.</summary>
    Sequence,

    /// <summary>Known since August 2022; of Outbound.</summary>
    SequenceSchedule,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    ServiceGoalTemplate,

    /// <summary>Known since August 2022; of PredictiveEngagement.</summary>
    SessionType,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    ShiftTrade,

    /// <summary>Known since August 2022; of Telephony.</summary>
    Site,

    /// <summary>Known since August 2022; of SpeechAndTextAnalytics.</summary>
    SpeechTextAnalyticsSettings,

    /// <summary>Known since August 2022; of Gamification.</summary>
    Status,

    /// <summary>Known since August 2022; of Messaging.</summary>
    SupportedContent,

    /// <summary>Known since August 2022; of Supportability.</summary>
    SupportFile,

    /// <summary>Known since August 2022; of Quality.</summary>
    Survey,

    /// <summary>Known since August 2022; of Quality.</summary>
    SurveyForm,

    /// <summary>Known since August 2022; of Groups.</summary>
    Team,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    TimeOffLimit,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    TimeOffPlan,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    TimeOffRequest,

    /// <summary>Known since August 2022; of SpeechAndTextAnalytics.</summary>
    Topic,

    /// <summary>Known since August 2022; of SpeechAndTextAnalytics.</summary>
    TranscriptionSettings,

    /// <summary>Known since August 2022; of Triggers or ProcessAutomation.</summary>
    Trigger,

    /// <summary>Known since August 2022; of Telephony.</summary>
    Trunk,

    /// <summary>Known since August 2022; of Telephony.</summary>
    TrunkBase,

    /// <summary>Known since August 2022; of Directory.</summary>
    User,

    /// <summary>Known since August 2022; of Presence.</summary>
    UserPresence,

    /// <summary>Known since August 2022; of Telephony.</summary>
    VoicemailPolicy,

    /// <summary>Known since August 2022.</summary>
    VoicemailUserPolicy,

    /// <summary>Known since August 2022; of Webhooks.</summary>
    Webhook,

    /// <summary>Known since August 2022; of TaskManagement.</summary>
    Workbin,

    /// <summary>Known since August 2022.</summary>
    Workitem,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    WorkPlan,

    /// <summary>Known since August 2022; of WorkforceManagement.</summary>
    WorkPlanRotation,

    /// <summary>Known since August 2022; of ContentManagement.</summary>
    Workspace,

    /// <summary>Known since August 2022; of TaskManagement.</summary>
    Worktype,

    /// <summary>Known since August 2022; of ContactCenter.</summary>
    WrapupCode,

    /// <summary>Known since August 2022; of Outbound.</summary>
    WrapUpCodeMapping,

    /// <summary>Known since August 2022.</summary>
    Participant,

    /// <summary>Known since April 2023; of Scripter.</summary>
    ComposerPage,

    /// <summary>Known since April 2023; of Scripter.</summary>
    ComposerScript,

    /// <summary>Known since April 2023; of Scripter.</summary>
    ComposerPublishedScript,

    /// <summary>Known since April 2023; of Scripter.</summary>
    ComposerTemplate,

    /// <summary>Known since April 2023; of AgentConfig.</summary>
    DefaultPanelSettings,

    /// <summary>Known since April 2023; of Outbound.</summary>
    DigitalRuleSet,

    /// <summary>Known since April 2023; of Groups.</summary>
    DirectoryGroup,

    /// <summary>Known since April 2023; of Outbound.</summary>
    EmailCampaignSchedule,

    /// <summary>Known since April 2023; of GDPR.</summary>
    GdprRequest,

    /// <summary>Known since April 2023; of Architect.</summary>
    Grammar,

    /// <summary>Known since April 2023; of Architect.</summary>
    GrammarLanguage,

    /// <summary>Known since April 2023.</summary>
    Group,

    /// <summary>Known since April 2023; of Emails.</summary>
    InboundDomain,

    /// <summary>Known since April 2023; of Emails.</summary>
    InboundRoute,

    /// <summary>Known since April 2023; of LanguageUnderstanding.</summary>
    IntentMiner,

    /// <summary>Known since April 2023; of Knowledge.</summary>
    KnowledgeLabel,

    /// <summary>Known since April 2023; of Outbound.</summary>
    MessagingCampaignSchedule,

    /// <summary>Known since April 2023; of Directory.</summary>
    Organization,

    /// <summary>Known since April 2023; of Limits.</summary>
    OrganizationLimits,

    /// <summary>Known since April 2023; of Emails.</summary>
    OutboundDomain,

    /// <summary>Known since April 2023.</summary>
    Public,

    /// <summary>Known since April 2023; of PeoplePermissions.</summary>
    RoleSettings,

    /// <summary>Known since April 2023.</summary>
    SkillsGroup,

    /// <summary>Known since April 2023; of Groups.</summary>
    SkillGroupDefinition,

    /// <summary>Known since April 2023; of WorkforceManagement.</summary>
    StaffingGroup,

    /// <summary>Known since April 2023; of ContentManagement.</summary>
    Tag,

    /// <summary>Known since April 2023; of LanguageUnderstanding.</summary>
    TopicMiner,

    /// <summary>Known since April 2023.</summary>
    UserLanguage,

    /// <summary>Known since April 2023.</summary>
    UserSkill,

    /// <summary>Known since August 2026; of PeoplePermissions.</summary>
    UserSamlAuthentication,

    /// <summary>Known since August 2026; of PeoplePermissions.</summary>
    MFAVerifier,

    /// <summary>Known since August 2026; of PeoplePermissions.</summary>
    IdentityProvider,

    /// <summary>Known since August 2026; of PeoplePermissions.</summary>
    RulesOfBehavior,

    /// <summary>Known since August 2026; of Quality.</summary>
    AgentScoringRule,

    /// <summary>Known since August 2026; of Quality.</summary>
    SnippetRecording,

    /// <summary>Known since August 2026; of Quality.</summary>
    SnippetRecordingSettings,

    /// <summary>Known since August 2026; of Quality.</summary>
    ScreenMonitoring,

    /// <summary>Known since August 2026; of SpeechAndTextAnalytics.</summary>
    Category,

    /// <summary>Known since August 2026; of SpeechAndTextAnalytics.</summary>
    DictionaryFeedback,

    /// <summary>Known since August 2026; of SpeechAndTextAnalytics.</summary>
    InteractionReprocessingJob,

    /// <summary>Known since August 2026; of Knowledge.</summary>
    KnowledgeContext,

    /// <summary>Known since August 2026; of Knowledge.</summary>
    KnowledgeContextValue,

    /// <summary>Known since August 2026; of Knowledge.</summary>
    KnowledgeBaseSource,

    /// <summary>Known since August 2026; of Knowledge.</summary>
    KnowledgeFabricSource,

    /// <summary>Known since August 2026; of Gamification.</summary>
    Contest,

    /// <summary>Known since August 2026; of EmployeeEngagement.</summary>
    Recognition,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    ActivityPlan,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    ActivityPlanOccurrence,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    ActivityPlanOccurrenceSession,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    ActivityPlanOccurrenceSessionUser,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    AdherenceAdjustment,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    AdherenceAdjustmentReasonCode,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    AgentSchedulingPreferences,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    AlternativeShift,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    SelfSchedule,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    WorkPlanBid,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    WorkPlanBidGroup,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    CapacityPlan,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    ScheduleSetBid,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    ScheduleSetBidGroup,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    Opportunity,

    /// <summary>Known since August 2026; of WorkforceManagement.</summary>
    DecisionMetrics,

    /// <summary>Known since August 2026; of ResponseManagement.</summary>
    ResponseLibrary,

    /// <summary>Known since August 2026; of Groups.</summary>
    SkillGroup,

    /// <summary>Known since August 2026; of Telephony.</summary>
    AlertablePresencesOverrides,

    /// <summary>Known since August 2026; of Telephony.</summary>
    CallerIdGroup,

    /// <summary>Known since August 2026; of Outbound.</summary>
    ContactListTemplate,

    /// <summary>Known since August 2026; of Outbound.</summary>
    FileSpecificationTemplate,

    /// <summary>Known since August 2026; of Outbound.</summary>
    ImportTemplate,

    /// <summary>Known since August 2026; of Outbound.</summary>
    WhatsAppCampaignSchedule,

    /// <summary>Known since August 2026; of Routing.</summary>
    KpiSpecification,

    /// <summary>Known since August 2026; of AnalyticsReporting.</summary>
    CustomCalculations,

    /// <summary>Known since August 2026; of AnalyticsReporting.</summary>
    SavedViews,

    /// <summary>Known since August 2026; of AnalyticsReporting.</summary>
    AnalyticsLakehouseSettings,

    /// <summary>Known since August 2026; of AnalyticsReporting.</summary>
    Users,

    /// <summary>Known since August 2026; of AnalyticsReporting.</summary>
    Analyses,

    /// <summary>Known since August 2026; of AnalyticsReporting.</summary>
    Dashboard,

    /// <summary>Known since August 2026; of AnalyticsReporting.</summary>
    ExportPdfTemplates,

    /// <summary>Known since August 2026; of Limits.</summary>
    Migration,

    /// <summary>Known since August 2026; of Limits.</summary>
    Suspension,

    /// <summary>Known since August 2026.</summary>
    OrganizationLink,

    /// <summary>Known since August 2026.</summary>
    NumberRouting,

    /// <summary>Known since August 2026.</summary>
    Conversation,

    /// <summary>Known since August 2026.</summary>
    OrganizationSuspension,

    /// <summary>Known since August 2026.</summary>
    OperationalEvent,

    /// <summary>Known since August 2026.</summary>
    Sender,

    /// <summary>Known since August 2026.</summary>
    GcvByocBlock,

    /// <summary>Known since August 2026.</summary>
    AllowAndBlockNumber,

    /// <summary>Known since August 2026; of TaskManagement.</summary>
    BulkJob,

    /// <summary>Known since August 2026; of NumberPurchasing.</summary>
    BulkDisconnectRequest,

    /// <summary>Known since August 2026; of Marketplace.</summary>
    VendorListing,

    /// <summary>Known since August 2026; of DSAR.</summary>
    DsarRequest,

    /// <summary>Known since August 2026; of ExternalContactsExport.</summary>
    ExportRequest,

    /// <summary>Known since August 2026; of Emails.</summary>
    EmailSetting,

    /// <summary>Known since August 2026; of Routing.</summary>
    RoutingSkill,

    /// <summary>Known since August 2026; of Routing.</summary>
    RoutingLanguage,

    /// <summary>Known since August 2026.</summary>
    SoftSuspension,

    /// <summary>Known since August 2026; of JourneyAnalytics.</summary>
    JourneyView,

    /// <summary>Known since August 2026; of NerService.</summary>
    CustomEntity,

    /// <summary>Known since August 2026.</summary>
    DirectoryFeature,

    /// <summary>Known since August 2026.</summary>
    RuleCategory,

    /// <summary>Known since August 2026; of BusinessRules.</summary>
    DecisionTable,

    /// <summary>Known since August 2026; of BusinessRules.</summary>
    DecisionTableVersion,

    /// <summary>Known since August 2026; of BusinessRules.</summary>
    DecisionTableSnapshot,

    /// <summary>Known since August 2026; of BusinessRules.</summary>
    DecisionTableRow,

    /// <summary>Known since August 2026; of BusinessRules.</summary>
    DecisionTableImportJob,

    /// <summary>Known since August 2026; of BusinessRules.</summary>
    DecisionTableExportJob,

    /// <summary>Known since August 2026; of SocialEscalationRules.</summary>
    EscalationRule,

    /// <summary>Known since August 2026; of Alerting.</summary>
    Rules,

    /// <summary>Known since August 2026; of ExternalContacts.</summary>
    Contact,

    /// <summary>Known since August 2026; of ExternalContacts.</summary>
    Note,

    /// <summary>Known since August 2026; of ExternalContacts.</summary>
    Relationship,

    /// <summary>Known since August 2026; of ExternalContacts.</summary>
    ExternalOrg,

    /// <summary>Known since August 2026; of SocialListening.</summary>
    SocialMediaMessage,

    /// <summary>Known since August 2026; of Assistants.</summary>
    Assistant,

    /// <summary>Known since August 2026; of Assistants.</summary>
    AssistantQueue,

    /// <summary>Known since August 2026; of AnomalyDetection.</summary>
    QueueAnomaly,

    /// <summary>Known since August 2026; of AnomalyDetection.</summary>
    MonitoredQueue,

    /// <summary>Known since August 2026; of AnomalyDetection.</summary>
    AnomalyDetectionSettings,

    /// <summary>Known since August 2026; of Conversations.</summary>
    ConversationAccessAttributes,

    /// <summary>Known since August 2026; of Conversations.</summary>
    Settings,

    /// <summary>Known since August 2026; of GenesysCloudCopilot.</summary>
    Agent,

    /// <summary>Known since August 2026; of GenesysCloudCopilot.</summary>
    GraphSettings,
}
