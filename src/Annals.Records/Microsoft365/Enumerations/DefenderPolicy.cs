using Annals.Records.Objects;
using System.Text.Json.Serialization;

namespace Annals.Records.Microsoft365;

/// <summary>Defender policy that acted on a message.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration Policy. Records carry the number.</remarks>
[NumberedEnum]
public enum DefenderPolicy
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>Spam of high confidence.</summary>
    [JsonStringEnumMemberName("Anti-spam, HSPM")]
    AntiSpamHspm = 1,

    /// <summary>Spam.</summary>
    [JsonStringEnumMemberName("Anti-spam, SPM")]
    AntiSpamSpm = 2,

    /// <summary>Bulk mail.</summary>
    [JsonStringEnumMemberName("Anti-spam, Bulk")]
    AntiSpamBulk = 3,

    /// <summary>Phishing found by the spam filter.</summary>
    [JsonStringEnumMemberName("Anti-spam, PHSH")]
    AntiSpamPhsh = 4,

    /// <summary>Impersonation of a domain.</summary>
    [JsonStringEnumMemberName("Anti-phish, DIMP")]
    AntiPhishDimp = 5,

    /// <summary>Impersonation of a user.</summary>
    [JsonStringEnumMemberName("Anti-phish, UIMP")]
    AntiPhishUimp = 6,

    /// <summary>A forged sender.</summary>
    [JsonStringEnumMemberName("Anti-phish, SPOOF")]
    AntiPhishSpoof = 7,

    /// <summary>Impersonation found by mailbox intelligence.</summary>
    [JsonStringEnumMemberName("Anti-phish, GIMP")]
    AntiPhishGimp = 8,

    /// <summary>Malware.</summary>
    [JsonStringEnumMemberName("Anti-malware, AMP")]
    AntiMalwareAmp = 9,

    /// <summary>A harmful attachment found by opening it in isolation.</summary>
    [JsonStringEnumMemberName("Safe attachment, SAP")]
    SafeAttachmentSap = 10,

    /// <summary>A mail flow rule of the organisation.</summary>
    [JsonStringEnumMemberName("Exchange transport rule, ETR")]
    ExchangeTransportRuleEtr = 11,

    /// <summary>Malware removed after delivery.</summary>
    [JsonStringEnumMemberName("Anti-malware, ZAPM")]
    AntiMalwareZapm = 12,

    /// <summary>Phishing removed after delivery.</summary>
    [JsonStringEnumMemberName("Anti-phish, ZAPP")]
    AntiPhishZapp = 13,

    /// <summary>Spam removed after delivery.</summary>
    [JsonStringEnumMemberName("Anti-phish, ZAPS")]
    AntiPhishZaps = 14,

    /// <summary>Phishing of high confidence.</summary>
    [JsonStringEnumMemberName("Anti-spam, High confidence phish email (HPHISH)")]
    AntiSpamHphish = 15,

    /// <summary>Spam that the organisation itself sent.</summary>
    [JsonStringEnumMemberName("Anti-spam, Outbound spam policy (OSPM)")]
    AntiSpamOspm = 17,
}
