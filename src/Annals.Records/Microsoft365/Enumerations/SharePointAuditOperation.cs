using System.Text.Json.Serialization;

namespace Annals.Records.Microsoft365;

/// <summary>Operations that SharePoint, OneDrive and Project write into <c>Operation</c>. Real records carry more names, for instance AddedToGroup.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration SharePointAuditOperation.</remarks>
public enum SharePointAuditOperation
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = 0,

    /// <summary>An outsider accepted an invitation to look at or edit.</summary>
    AccessInvitationAccepted,

    /// <summary>An outsider was invited to look at or edit.</summary>
    AccessInvitationCreated,

    /// <summary>An invitation ran out unused.</summary>
    AccessInvitationExpired,

    /// <summary>An invitation was taken back.</summary>
    AccessInvitationRevoked,

    /// <summary>An invitation was changed.</summary>
    AccessInvitationUpdated,

    /// <summary>Somebody's request for access was granted.</summary>
    AccessRequestApproved,

    /// <summary>Somebody asked for access.</summary>
    AccessRequestCreated,

    /// <summary>A request for access was refused.</summary>
    AccessRequestRejected,

    /// <summary>Activating forms in the browser was allowed.</summary>
    ActivationEnabled,

    /// <summary>The term store got another administrator.</summary>
    AdministratorAddedToTermStore,

    /// <summary>The term store lost an administrator.</summary>
    AdministratorDeletedFromTermStore,

    /// <summary>Who may create groups was set.</summary>
    AllowGroupCreationSet,

    /// <summary>A catalogue for custom applications was made.</summary>
    AppCatalogCreated,

    /// <summary>A life cycle policy on auditing was removed.</summary>
    AuditPolicyRemoved,

    /// <summary>A life cycle policy on auditing was changed.</summary>
    AuditPolicyUpdate,

    /// <summary>Streaming of videos was switched.</summary>
    AzureStreamingEnabledSet,

    /// <summary>Which kinds of collaboration a site allows was changed.</summary>
    CollaborationTypeModified,

    /// <summary>The link between a project and its site was changed.</summary>
    ConnectedSiteSettingModified,

    /// <summary>A kind of embedded container was made.</summary>
    ContainerTypeCreated,

    /// <summary>A kind of embedded container was deleted.</summary>
    ContainerTypeDeleted,

    /// <summary>A kind of embedded container got other owners.</summary>
    ContainerTypeOwnersUpdated,

    /// <summary>A kind of embedded container was changed.</summary>
    ContainerTypeUpdated,

    /// <summary>A target application was made in the secure store.</summary>
    CreateSSOApplication,

    /// <summary>A custom field or look-up table of Project was made.</summary>
    CustomFieldOrLookupTableCreated,

    /// <summary>A custom field or look-up table of Project was deleted.</summary>
    CustomFieldOrLookupTableDeleted,

    /// <summary>A custom field or look-up table of Project was changed.</summary>
    CustomFieldOrLookupTableModified,

    /// <summary>The list of user agents that are spared whole-page indexing was changed.</summary>
    CustomizeExemptUsers,

    /// <summary>The term store got another default language. The vendor's list marks the name with a star.</summary>
    DefaultLanguageChangedInTermStore,

    /// <summary>A delegate of Project was changed.</summary>
    DelegateModified,

    /// <summary>A delegate of Project was removed.</summary>
    DelegateRemoved,

    /// <summary>A target application was deleted from the secure store.</summary>
    DeleteSSOApplication,

    /// <summary>A place was put on legal hold.</summary>
    [JsonStringEnumMemberName("eDiscoveryHoldApplied")]
    EDiscoveryHoldApplied,

    /// <summary>A legal hold was lifted.</summary>
    [JsonStringEnumMemberName("eDiscoveryHoldRemoved")]
    EDiscoveryHoldRemoved,

    /// <summary>A legal search was run.</summary>
    [JsonStringEnumMemberName("eDiscoverySearchPerformed")]
    EDiscoverySearchPerformed,

    /// <summary>An engagement of resources was accepted in Project.</summary>
    EngagementAccepted,

    /// <summary>An engagement of resources was changed in Project.</summary>
    EngagementModified,

    /// <summary>An engagement of resources was refused in Project.</summary>
    EngagementRejected,

    /// <summary>A calendar of Project was changed.</summary>
    EnterpriseCalendarModified,

    /// <summary>A thing in Project, such as a timesheet, was deleted.</summary>
    EntityDeleted,

    /// <summary>A thing in Project was checked in by force.</summary>
    EntityForceCheckedIn,

    /// <summary>A user agent was added to those spared.</summary>
    ExemptUserAgentSet,

    /// <summary>A feature was switched on.</summary>
    FeatureActivated,

    /// <summary>A feature was switched off.</summary>
    FeatureDeactivated,

    /// <summary>A file was opened.</summary>
    FileAccessed,

    /// <summary>A check-out was given up, with the changes made in it.</summary>
    FileCheckOutDiscarded,

    /// <summary>A file was checked in.</summary>
    FileCheckedIn,

    /// <summary>A file was checked out.</summary>
    FileCheckedOut,

    /// <summary>A file was copied within SharePoint.</summary>
    FileCopied,

    /// <summary>A file was deleted.</summary>
    FileDeleted,

    /// <summary>A file was deleted from the site's recycle bin.</summary>
    FileDeletedFirstStageRecycleBin,

    /// <summary>A file was deleted from the second recycle bin.</summary>
    FileDeletedSecondStageRecycleBin,

    /// <summary>A file was downloaded.</summary>
    FileDownloaded,

    /// <summary>A file was fetched by a service; superseded by FileAccessed.</summary>
    FileFetched,

    /// <summary>A file's content or properties were changed.</summary>
    FileModified,

    /// <summary>A file was moved.</summary>
    FileMoved,

    /// <summary>A preview of a file was shown.</summary>
    FilePreviewed,

    /// <summary>A file was moved to the recycle bin.</summary>
    FileRecycled,

    /// <summary>A file got another name.</summary>
    FileRenamed,

    /// <summary>A file came back from the recycle bin.</summary>
    FileRestored,

    /// <summary>A sync client fetched a file for the first time or as a whole.</summary>
    FileSyncDownloadedFull,

    /// <summary>A sync client fetched the changes of a file.</summary>
    FileSyncDownloadedPartial,

    /// <summary>A sync client sent a new file or a whole one.</summary>
    FileSyncUploadedFull,

    /// <summary>A sync client sent the changes of a file.</summary>
    FileSyncUploadedPartial,

    /// <summary>A file was uploaded.</summary>
    FileUploaded,

    /// <summary>A file was looked at; superseded by FileAccessed.</summary>
    FileViewed,

    /// <summary>A folder was copied.</summary>
    FolderCopied,

    /// <summary>A folder was made.</summary>
    FolderCreated,

    /// <summary>A folder was deleted.</summary>
    FolderDeleted,

    /// <summary>A folder was deleted from the site's recycle bin.</summary>
    FolderDeletedFirstStageRecycleBin,

    /// <summary>A folder was deleted from the second recycle bin.</summary>
    FolderDeletedSecondStageRecycleBin,

    /// <summary>A folder's properties were changed.</summary>
    FolderModified,

    /// <summary>A folder was moved.</summary>
    FolderMoved,

    /// <summary>A folder was moved to the recycle bin.</summary>
    FolderRecycled,

    /// <summary>A folder got another name.</summary>
    FolderRenamed,

    /// <summary>A folder came back from the recycle bin.</summary>
    FolderRestored,

    /// <summary>A group of SharePoint was made.</summary>
    GroupAdded,

    /// <summary>A group of SharePoint was deleted.</summary>
    GroupRemoved,

    /// <summary>The settings of a group of SharePoint were changed.</summary>
    GroupUpdated,

    /// <summary>The term store got another language.</summary>
    LanguageAddedToTermStore,

    /// <summary>The term store lost a language.</summary>
    LanguageRemovedFromTermStore,

    /// <summary>Old workflows were allowed on a site.</summary>
    LegacyWorkflowEnabledSet,

    /// <summary>Navigation, theme or another matter of appearance was changed.</summary>
    LookAndFeelModified,

    /// <summary>A sync client of a managed domain connected.</summary>
    ManagedSyncClientAllowed,

    /// <summary>The storage limit of a site was changed.</summary>
    MaxQuotaModified,

    /// <summary>The resource limit of a site was changed.</summary>
    MaxResourceUsageModified,

    /// <summary>Public personal sites were switched.</summary>
    MySitePublicEnabledSet,

    /// <summary>The feed of a site was switched.</summary>
    NewsFeedEnabledSet,

    /// <summary>The new appearance of OneDrive was switched.</summary>
    ODBNextUXSettings,

    /// <summary>Office on demand was switched.</summary>
    OfficeOnDemandSet,

    /// <summary>A page was looked at.</summary>
    PageViewed,

    /// <summary>Where people are searched for was set.</summary>
    PeopleResultsScopeSet,

    /// <summary>Synchronisation of permissions was changed in Project.</summary>
    PermissionSyncSettingModified,

    /// <summary>A template of permissions was changed in Project.</summary>
    PermissionTemplateModified,

    /// <summary>Portfolio data of Project was read.</summary>
    PortfolioDataAccessed,

    /// <summary>Portfolio data of Project was changed.</summary>
    PortfolioDataModified,

    /// <summary>Previewing documents was switched for a site.</summary>
    PreviewModeEnabledSet,

    /// <summary>A project was opened.</summary>
    ProjectAccessed,

    /// <summary>A project was checked in.</summary>
    ProjectCheckedIn,

    /// <summary>A project was checked out.</summary>
    ProjectCheckedOut,

    /// <summary>A project was made.</summary>
    ProjectCreated,

    /// <summary>A project was deleted.</summary>
    ProjectDeleted,

    /// <summary>A project was checked in by force.</summary>
    ProjectForceCheckedIn,

    /// <summary>A project was changed.</summary>
    ProjectModified,

    /// <summary>A project was published.</summary>
    ProjectPublished,

    /// <summary>The workflow of a project began again.</summary>
    ProjectWorkflowRestarted,

    /// <summary>The settings of Project on the web were read.</summary>
    PWASettingsAccessed,

    /// <summary>The settings of Project on the web were changed.</summary>
    PWASettingsModified,

    /// <summary>A queued job of Project was cancelled or restarted.</summary>
    QueueJobStateModified,

    /// <summary>The warning before the storage limit was changed.</summary>
    QuotaWarningEnabledModified,

    /// <summary>Showing forms in the browser was allowed.</summary>
    RenderingEnabled,

    /// <summary>The reports of Project were read.</summary>
    ReportingAccessed,

    /// <summary>The reporting settings of Project were changed.</summary>
    ReportingSettingModified,

    /// <summary>A resource of Project was read.</summary>
    ResourceAccessed,

    /// <summary>A resource of Project was checked in.</summary>
    ResourceCheckedIn,

    /// <summary>A resource of Project was checked out.</summary>
    ResourceCheckedOut,

    /// <summary>A resource of Project was made.</summary>
    ResourceCreated,

    /// <summary>A resource of Project was deleted.</summary>
    ResourceDeleted,

    /// <summary>A resource of Project was checked in by force.</summary>
    ResourceForceCheckedIn,

    /// <summary>A resource of Project was changed.</summary>
    ResourceModified,

    /// <summary>A resource plan was checked in or out.</summary>
    ResourcePlanCheckedInOrOut,

    /// <summary>A resource plan was changed.</summary>
    ResourcePlanModified,

    /// <summary>A resource plan was published.</summary>
    ResourcePlanPublished,

    /// <summary>The personal data of a resource was blanked.</summary>
    ResourceRedacted,

    /// <summary>The warning before the resource limit was changed.</summary>
    ResourceWarningEnabledModified,

    /// <summary>Credentials of a group were put into the secure store.</summary>
    SSOGroupCredentialsSet,

    /// <summary>Credentials of a user were put into the secure store.</summary>
    SSOUserCredentialsSet,

    /// <summary>The address of the search page was set.</summary>
    SearchCenterUrlSet,

    /// <summary>Personal sites got a second owner.</summary>
    SecondaryMySiteOwnerSet,

    /// <summary>A security category of Project was changed.</summary>
    SecurityCategoryModified,

    /// <summary>A security group of Project was changed.</summary>
    SecurityGroupModified,

    /// <summary>A target for sending documents was made.</summary>
    SendToConnectionAdded,

    /// <summary>A target for sending documents was removed.</summary>
    SendToConnectionRemoved,

    /// <summary>A link for the whole company was made.</summary>
    SharedLinkCreated,

    /// <summary>A link for the whole company was switched off.</summary>
    SharedLinkDisabled,

    /// <summary>An invitation to share was accepted. The vendor's list marks the name with a star.</summary>
    SharingInvitationAccepted,

    /// <summary>Sharing was taken back.</summary>
    SharingRevoked,

    /// <summary>Something was shared with somebody of the organisation.</summary>
    SharingSet,

    /// <summary>Somebody asked to become administrator of a site.</summary>
    SiteAdminChangeRequest,

    /// <summary>A site collection got an administrator. The vendor's list marks the name with a star.</summary>
    SiteCollectionAdminAdded,

    /// <summary>A site collection was made.</summary>
    SiteCollectionCreated,

    /// <summary>A site was deleted for good.</summary>
    SitePermanentlyDeleted,

    /// <summary>A site got another name.</summary>
    SiteRenamed,

    /// <summary>A deleted site came back.</summary>
    SiteRestored,

    /// <summary>A status report of Project was changed.</summary>
    StatusReportModified,

    /// <summary>A sync client asked for changes.</summary>
    SyncGetChanges,

    /// <summary>Pay-as-you-go billing of Syntex was changed.</summary>
    SyntexBillingSubscriptionSettingsChanged,

    /// <summary>A task status of Project was read.</summary>
    TaskStatusAccessed,

    /// <summary>A task status of Project was approved.</summary>
    TaskStatusApproved,

    /// <summary>A task status of Project was refused.</summary>
    TaskStatusRejected,

    /// <summary>A task status of Project was saved.</summary>
    TaskStatusSaved,

    /// <summary>A task status of Project was handed in.</summary>
    TaskStatusSubmitted,

    /// <summary>A theme for all sites was made.</summary>
    TenantWideThemeCreated,

    /// <summary>A theme for all sites was deleted.</summary>
    TenantWideThemeDeleted,

    /// <summary>A theme for all sites was changed.</summary>
    TenantWideThemeUpdated,

    /// <summary>A timesheet was read.</summary>
    TimesheetAccessed,

    /// <summary>A timesheet was approved.</summary>
    TimesheetApproved,

    /// <summary>A timesheet was refused.</summary>
    TimesheetRejected,

    /// <summary>A timesheet was saved.</summary>
    TimesheetSaved,

    /// <summary>A timesheet was handed in.</summary>
    TimesheetSubmitted,

    /// <summary>A sync client of an unknown domain was turned away.</summary>
    UnmanagedSyncClientBlocked,

    /// <summary>Branding of sites was switched.</summary>
    UpdateDisableSiteBranding,

    /// <summary>A target application of the secure store was changed.</summary>
    UpdateSSOApplication,

    /// <summary>A user was put into a group; superseded by AddedToGroup.</summary>
    UserAddedToGroup,

    /// <summary>A user was taken out of a group; superseded by RemovedFromGroup.</summary>
    UserRemovedFromGroup,

    /// <summary>A theme was applied to a site.</summary>
    WebThemeApplied,

    /// <summary>A workflow of Project was changed.</summary>
    WorkflowModified,
}
