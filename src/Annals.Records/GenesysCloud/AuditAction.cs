namespace Annals.Records.GenesysCloud;

/// <summary>What was done. Values of the member <c>action</c>.</summary>
/// <remarks>Reference: Genesys Cloud platform API, action of AuditLogMessage; Genesys Cloud notification topics, AuditTopicAuditLogMessage. The first 81 values are those of August 2022; the others were added since. Matching ignores case.</remarks>
public enum AuditAction
{
    /// <summary>A value that this version does not know; never on the wire of a healthy source.</summary>
    OutdatedSdkVersion = 0,

    /// <summary>Known since August 2022.</summary>
    Create,

    /// <summary>Known since August 2022.</summary>
    View,

    /// <summary>Known since August 2022.</summary>
    Update,

    /// <summary>Known since August 2022.</summary>
    Move,

    /// <summary>Known since August 2022.</summary>
    Copy,

    /// <summary>Known since August 2022.</summary>
    Delete,

    /// <summary>Known since August 2022.</summary>
    DeleteAll,

    /// <summary>Known since August 2022.</summary>
    Fax,

    /// <summary>Known since August 2022.</summary>
    VersionCreate,

    /// <summary>Known since August 2022.</summary>
    Download,

    /// <summary>Known since August 2022.</summary>
    Upload,

    /// <summary>Known since August 2022.</summary>
    MemberAdd,

    /// <summary>Known since August 2022.</summary>
    MemberUpdate,

    /// <summary>Known since August 2022.</summary>
    MemberRemove,

    /// <summary>Known since August 2022.</summary>
    ShareAdd,

    /// <summary>Known since August 2022.</summary>
    ShareRemove,

    /// <summary>Known since August 2022.</summary>
    TagAdd,

    /// <summary>Known since August 2022.</summary>
    TagRemove,

    /// <summary>Known since August 2022.</summary>
    TagUpdate,

    /// <summary>Known since August 2022.</summary>
    Read,

    /// <summary>Known since August 2022.</summary>
    ReadAll,

    /// <summary>Known since August 2022.</summary>
    Execute,

    /// <summary>Known since August 2022.</summary>
    ApplyProtection,

    /// <summary>Known since August 2022.</summary>
    RevokeProtection,

    /// <summary>Known since August 2022.</summary>
    UpdateRetention,

    /// <summary>Known since August 2022.</summary>
    Abandon,

    /// <summary>Known since August 2022.</summary>
    Archive,

    /// <summary>Known since August 2022.</summary>
    RestoreRequest,

    /// <summary>Known since August 2022.</summary>
    RestoreComplete,

    /// <summary>Known since August 2022.</summary>
    Promote,

    /// <summary>Known since August 2022.</summary>
    Publish,

    /// <summary>Known since August 2022.</summary>
    Unpublish,

    /// <summary>Known since August 2022.</summary>
    Activate,

    /// <summary>Known since August 2022.</summary>
    Checkin,

    /// <summary>Known since August 2022.</summary>
    Checkout,

    /// <summary>Known since August 2022.</summary>
    Deactivate,

    /// <summary>Known since August 2022.</summary>
    Debug,

    /// <summary>Known since August 2022.</summary>
    Save,

    /// <summary>Known since August 2022.</summary>
    Revert,

    /// <summary>Known since August 2022.</summary>
    Transcode,

    /// <summary>Known since August 2022.</summary>
    Enable,

    /// <summary>Known since August 2022.</summary>
    Disable,

    /// <summary>Known since August 2022.</summary>
    Authorize,

    /// <summary>Known since August 2022.</summary>
    Deauthorize,

    /// <summary>Known since August 2022.</summary>
    Authenticate,

    /// <summary>Known since August 2022.</summary>
    ChangePassword,

    /// <summary>Known since August 2022.</summary>
    Revoke,

    /// <summary>Known since August 2022.</summary>
    Export,

    /// <summary>Known since August 2022.</summary>
    Append,

    /// <summary>Known since August 2022.</summary>
    Recycle,

    /// <summary>Known since August 2022.</summary>
    Open,

    /// <summary>Known since August 2022.</summary>
    Approved,

    /// <summary>Known since August 2022.</summary>
    Rejected,

    /// <summary>Known since August 2022.</summary>
    Rollback,

    /// <summary>Known since August 2022.</summary>
    ImplementingChange,

    /// <summary>Known since August 2022.</summary>
    ChangeImplemented,

    /// <summary>Known since August 2022.</summary>
    ImplementingRollback,

    /// <summary>Known since August 2022.</summary>
    RollbackImplemented,

    /// <summary>Known since August 2022.</summary>
    Write,

    /// <summary>Known since August 2022.</summary>
    Purge,

    /// <summary>Known since August 2022.</summary>
    Processed,

    /// <summary>Known since August 2022.</summary>
    Replace,

    /// <summary>Known since August 2022.</summary>
    UpdateInService,

    /// <summary>Known since August 2022.</summary>
    UpdateOutOfService,

    /// <summary>Known since August 2022.</summary>
    Cycle,

    /// <summary>Known since August 2022.</summary>
    Scale,

    /// <summary>Known since August 2022.</summary>
    IpAllowlistClear,

    /// <summary>Known since August 2022.</summary>
    AddPairingRole,

    /// <summary>Known since August 2022.</summary>
    Add,

    /// <summary>Known since August 2022.</summary>
    Verify,

    /// <summary>Known since August 2022.</summary>
    Assign,

    /// <summary>Known since August 2022.</summary>
    Unassign,

    /// <summary>Known since August 2022.</summary>
    Reassign,

    /// <summary>Known since August 2022.</summary>
    Reschedule,

    /// <summary>Known since August 2022.</summary>
    Cancel,

    /// <summary>Known since August 2022.</summary>
    SoftDelete,

    /// <summary>Known since August 2022.</summary>
    HardDelete,

    /// <summary>Known since August 2022.</summary>
    Reset,

    /// <summary>Known since August 2022.</summary>
    Rotate,

    /// <summary>Known since August 2022.</summary>
    Restore,

    /// <summary>Known since August 2022.</summary>
    Unarchive,

    /// <summary>Known since April 2023.</summary>
    Remove,

    /// <summary>Known since April 2023.</summary>
    RestoreAll,

    /// <summary>Known since April 2023.</summary>
    RestoreDeleted,

    /// <summary>Known since April 2023.</summary>
    EnableCapture,

    /// <summary>Known since April 2023.</summary>
    DownloadCapture,

    /// <summary>Known since August 2026.</summary>
    Convert,

    /// <summary>Known since August 2026.</summary>
    Receive,

    /// <summary>Known since August 2026.</summary>
    AuthenticationFailed,

    /// <summary>Known since August 2026.</summary>
    SingleLogout,

    /// <summary>Known since August 2026.</summary>
    SingleLogoutFailed,

    /// <summary>Known since August 2026.</summary>
    AuthorizationChanged,

    /// <summary>Known since August 2026.</summary>
    LicenseUpdate,

    /// <summary>Known since August 2026.</summary>
    WrapupCodeAdd,

    /// <summary>Known since August 2026.</summary>
    WrapupCodeRemove,

    /// <summary>Known since August 2026.</summary>
    Start,

    /// <summary>Known since August 2026.</summary>
    Stop,

    /// <summary>Known since August 2026.</summary>
    Complete,

    /// <summary>Known since August 2026.</summary>
    ContactsUpdated,

    /// <summary>Known since August 2026.</summary>
    ContactsDeleted,

    /// <summary>Known since August 2026.</summary>
    Block,

    /// <summary>Known since August 2026.</summary>
    Unblock,

    /// <summary>Known since August 2026.</summary>
    InReview,

    /// <summary>Known since August 2026.</summary>
    Active,

    /// <summary>Known since August 2026.</summary>
    Deleted,

    /// <summary>Known since August 2026.</summary>
    AsgInservice,

    /// <summary>Known since August 2026.</summary>
    AwsOutofservice,

    /// <summary>Known since August 2026.</summary>
    AsgTerminate,

    /// <summary>Known since August 2026.</summary>
    Detach,

    /// <summary>Known since August 2026.</summary>
    Terminate,

    /// <summary>Known since August 2026.</summary>
    BlockUpgrade,

    /// <summary>Known since August 2026.</summary>
    UnblockUpgrade,

    /// <summary>Known since August 2026.</summary>
    AsgSwapInstanceType,

    /// <summary>Known since August 2026.</summary>
    RecreateAsg,

    /// <summary>Known since August 2026.</summary>
    DeleteUnconfiguredEdge,

    /// <summary>Known since August 2026.</summary>
    GetAsgList,

    /// <summary>Known since August 2026.</summary>
    GetAsg,

    /// <summary>Known since August 2026.</summary>
    UpgradeOrganizationSite,

    /// <summary>Known since August 2026.</summary>
    UpdateAwsConfig,

    /// <summary>Known since August 2026.</summary>
    GetAwsConfig,

    /// <summary>Known since August 2026.</summary>
    DeleteGhostEdgeRecord,

    /// <summary>Known since August 2026.</summary>
    UpgradeCleanup,

    /// <summary>Known since August 2026.</summary>
    Approve,

    /// <summary>Known since August 2026.</summary>
    Reject,

    /// <summary>Known since August 2026.</summary>
    Reverse,

    /// <summary>Known since August 2026.</summary>
    Send,

    /// <summary>Known since August 2026.</summary>
    BulkDelete,

    /// <summary>Known since August 2026.</summary>
    Submit,

    /// <summary>Known since August 2026.</summary>
    Succeeded,

    /// <summary>Known since August 2026.</summary>
    Failed,

    /// <summary>Known since August 2026.</summary>
    Initiate,

    /// <summary>Known since August 2026.</summary>
    ReverseManually,

    /// <summary>Known since August 2026.</summary>
    Calculate,

    /// <summary>Known since August 2026.</summary>
    GetAllResults,

    /// <summary>Known since August 2026.</summary>
    GetAllResultsDownload,

    /// <summary>Known since August 2026.</summary>
    GetChartResults,

    /// <summary>Known since August 2026.</summary>
    GetChartResultsDownload,

    /// <summary>Known since August 2026.</summary>
    Provisioned,

    /// <summary>Known since August 2026.</summary>
    UpdateAborted,

    /// <summary>Known since August 2026.</summary>
    Edit,
}
