using System.Collections.Frozen;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Which class reads which record type.</summary>
internal static class RecordClasses
{
    private static readonly FrozenDictionary<AuditLogRecordType, Func<RawJson, AuditRecord>> Makers = new Dictionary<AuditLogRecordType, Func<RawJson, AuditRecord>>
    {
        [AuditLogRecordType.ExchangeAdmin] = RecordObject.Wrap<ExchangeAdminRecord>,
        [AuditLogRecordType.ExchangeItem] = RecordObject.Wrap<ExchangeMailboxAuditRecord>,
        [AuditLogRecordType.ExchangeItemGroup] = RecordObject.Wrap<ExchangeMailboxAuditGroupRecord>,
        [AuditLogRecordType.ExchangeAggregatedOperation] = RecordObject.Wrap<ExchangeAggregatedOperationRecord>,
        [AuditLogRecordType.ExchangeItemAggregated] = RecordObject.Wrap<ExchangeAggregatedMailboxAuditRecord>,
        [AuditLogRecordType.SharePoint] = RecordObject.Wrap<SharePointRecord>,
        [AuditLogRecordType.OneDrive] = RecordObject.Wrap<SharePointBaseRecord>,
        [AuditLogRecordType.SharePointFileOperation] = RecordObject.Wrap<SharePointFileRecord>,
        [AuditLogRecordType.SharePointSharingOperation] = RecordObject.Wrap<SharePointSharingRecord>,
        [AuditLogRecordType.SharePointListOperation] = RecordObject.Wrap<SharePointListRecord>,
        [AuditLogRecordType.SharePointListItemOperation] = RecordObject.Wrap<SharePointListRecord>,
        [AuditLogRecordType.SharePointContentTypeOperation] = RecordObject.Wrap<SharePointListRecord>,
        [AuditLogRecordType.SharePointFieldOperation] = RecordObject.Wrap<SharePointListRecord>,
        [AuditLogRecordType.SharePointCommentOperation] = RecordObject.Wrap<SharePointBaseRecord>,
        [AuditLogRecordType.SharePointAppPermissionOperation] = RecordObject.Wrap<SharePointBaseRecord>,
        [AuditLogRecordType.AzureActiveDirectory] = RecordObject.Wrap<EntraDirectoryRecord>,
        [AuditLogRecordType.AzureActiveDirectoryAccountLogon] = RecordObject.Wrap<EntraAccountLogonRecord>,
        [AuditLogRecordType.AzureActiveDirectoryStsLogon] = RecordObject.Wrap<EntraStsLogonRecord>,
        [AuditLogRecordType.DataCenterSecurityCmdlet] = RecordObject.Wrap<DataCenterSecurityCmdletRecord>,
        [AuditLogRecordType.ComplianceDLPSharePoint] = RecordObject.Wrap<DlpRecord>,
        [AuditLogRecordType.ComplianceDLPExchange] = RecordObject.Wrap<DlpRecord>,
        [AuditLogRecordType.ComplianceDLPSharePointClassification] = RecordObject.Wrap<DlpRecord>,
        [AuditLogRecordType.DLPEndpoint] = RecordObject.Wrap<DlpRecord>,
        [AuditLogRecordType.OnPremisesFileShareScannerDlp] = RecordObject.Wrap<DlpRecord>,
        [AuditLogRecordType.OnPremisesSharePointScannerDlp] = RecordObject.Wrap<DlpRecord>,
        [AuditLogRecordType.ComplianceDLPExchangeClassification] = RecordObject.Wrap<DlpRecord>,
        [AuditLogRecordType.ComplianceDLPEndpoint] = RecordObject.Wrap<DlpRecord>,
        [AuditLogRecordType.SecurityComplianceCenterEOPCmdlet] = RecordObject.Wrap<SecurityComplianceCenterRecord>,
        [AuditLogRecordType.SecurityComplianceAlerts] = RecordObject.Wrap<SecurityComplianceAlertRecord>,
        [AuditLogRecordType.MicrosoftTeams] = RecordObject.Wrap<TeamsRecord>,
        [AuditLogRecordType.MicrosoftTeamsAdmin] = RecordObject.Wrap<TeamsRecord>,
        [AuditLogRecordType.MicrosoftTeamsUserConcern] = RecordObject.Wrap<TeamsUserConcernRecord>,
        [AuditLogRecordType.Sway] = RecordObject.Wrap<SwayRecord>,
        [AuditLogRecordType.Yammer] = RecordObject.Wrap<YammerRecord>,
    }.ToFrozenDictionary();

    public static Func<RawJson, AuditRecord>? Of(AuditLogRecordType type) => Makers.GetValueOrDefault(type);
}
