using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Which side of SharePoint raised the event.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration EventSource. Records carry the name.</remarks>
[NumberedEnum(WrittenAsName = true)]
public enum EventSource
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>The product itself.</summary>
    SharePoint = 0,

    /// <summary>A program using its object model.</summary>
    ObjectModel = 1,
}
