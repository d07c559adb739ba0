using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Kind of user who acted.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, enumeration UserType. Records carry the number.</remarks>
[NumberedEnum]
public enum UserType
{
    /// <summary>A value that this version does not know.</summary>
    OutdatedSdkVersion = int.MinValue,

    /// <summary>An ordinary account; in Entra records administrators too.</summary>
    Regular = 0,

    /// <summary>Set aside by the vendor.</summary>
    Reserved = 1,

    /// <summary>An administrator of the organisation.</summary>
    Admin = 2,

    /// <summary>An administrator or system account of the vendor's data centre.</summary>
    DCAdmin = 3,

    /// <summary>A system account.</summary>
    System = 4,

    /// <summary>An application.</summary>
    Application = 5,

    /// <summary>A service principal.</summary>
    ServicePrincipal = 6,

    /// <summary>A policy made by the organisation.</summary>
    CustomPolicy = 7,

    /// <summary>A policy that comes with the service.</summary>
    SystemPolicy = 8,

    /// <summary>A technician of a partner who manages the tenant.</summary>
    PartnerTechnician = 9,

    /// <summary>A guest from another organisation.</summary>
    Guest = 10,
}
