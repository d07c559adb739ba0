using Annals.Records.Objects;
using System.Text.Json.Serialization;

namespace Annals.Records.Microsoft365;

/// <summary>What kind of SharePoint object was touched.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration ItemType. Records carry the name.</remarks>
[NumberedEnum(WrittenAsName = true)]
public enum ItemType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>No usable kind.</summary>
    Invalid = 0,

    /// <summary>A file.</summary>
    File = 1,

    /// <summary>A folder.</summary>
    Folder = 5,

    /// <summary>A web, that is a site within a site collection. Records write it with a capital.</summary>
    [JsonStringEnumMemberName("web")]
    Web = 6,

    /// <summary>A site collection.</summary>
    Site = 7,

    /// <summary>The whole tenant.</summary>
    Tenant = 8,

    /// <summary>A document library.</summary>
    DocumentLibrary = 9,

    /// <summary>A page.</summary>
    Page = 11,

    /// <summary>A column of a list; met in real records, no number is published.</summary>
    Field = -1001,

    /// <summary>A list; met in real records, no number is published.</summary>
    List = -1002,
}
