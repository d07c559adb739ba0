using System.Text;

namespace Annals.Records.Microsoft365;

/// <summary>
/// Content type of a record, which the record itself does not say. The rule is frozen: ids of content items depend on it, and those stay the same for ever.
/// A later rule gets another number.
/// </summary>
/// <remarks>docs/formats/content.md. First the record types of data loss prevention, then the workload.</remarks>
public static class ContentTypeRule1
{
    private static readonly (int Number, byte[] Name)[] DlpTypes =
    [
        (11, "ComplianceDLPSharePoint"u8.ToArray()),
        (13, "ComplianceDLPExchange"u8.ToArray()),
        (33, "ComplianceDLPSharePointClassification"u8.ToArray()),
        (63, "DLPEndpoint"u8.ToArray()),
        (99, "OnPremisesFileShareScannerDlp"u8.ToArray()),
        (100, "OnPremisesSharePointScannerDlp"u8.ToArray()),
        (107, "ComplianceDLPExchangeClassification"u8.ToArray()),
        (108, "ComplianceDLPEndpoint"u8.ToArray()),
        (144, "PowerBIDlp"u8.ToArray()),
        (234, "ComplianceDLPSharePointClassificationExtended"u8.ToArray()),
        (263, "ComplianceDLPApplications"u8.ToArray()),
        (270, "CdpComplianceDLPExchangeClassification"u8.ToArray()),
        (271, "CdpComplianceDLPSharePointClassification"u8.ToArray()),
        (276, "ComplianceDLPApplicationsClassification"u8.ToArray()),
        (289, "ComplianceDLPExchangeDiscovery"u8.ToArray()),
        (291, "ComplianceDLPEndpointDiscovery"u8.ToArray()),
        (410, "ComplianceDLPEnforcement"u8.ToArray()),
    ];

    /// <summary>The content type of a record.</summary>
    /// <param name="recordType">RecordType when it is a number, else null.</param>
    /// <param name="recordTypeName">RecordType when it is a text, in UTF-8; only looked at without a number.</param>
    /// <param name="workload">Workload in UTF-8; empty when the record has none. ASCII letters are compared without case.</param>
    public static ContentType Of(long? recordType, ReadOnlySpan<byte> recordTypeName, ReadOnlySpan<byte> workload)
    {
        if (IsDlp(recordType, recordTypeName))
        {
            return ContentType.Dlp;
        }

        return Ascii.EqualsIgnoreCase(workload, "Exchange"u8) ? ContentType.Exchange
            : Ascii.EqualsIgnoreCase(workload, "AzureActiveDirectory"u8) ? ContentType.AzureActiveDirectory
            : Ascii.EqualsIgnoreCase(workload, "SharePoint"u8) || Ascii.EqualsIgnoreCase(workload, "OneDrive"u8) ? ContentType.SharePoint
            : ContentType.General;
    }

    private static bool IsDlp(long? recordType, ReadOnlySpan<byte> name)
    {
        foreach (var (number, known) in DlpTypes)
        {
            if (recordType is { } given ? given == number : name.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}
