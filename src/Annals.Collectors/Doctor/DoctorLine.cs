namespace Annals.Collectors.Doctor;

/// <summary>What one examination found.</summary>
/// <param name="Check">What was looked at, such as <c>token</c> or <c>subscription Audit.Exchange</c>.</param>
/// <param name="Verdict">How it stands.</param>
/// <param name="Message">A plain sentence.</param>
/// <param name="Code">A stable word for what is wrong; null when nothing is.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
public sealed record DoctorLine(string Check, DoctorVerdict Verdict, string Message, string? Code = null, string? Remedy = null);

/// <summary>How something stands.</summary>
public enum DoctorVerdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Something to know; collecting goes on.</summary>
    Warning,

    /// <summary>Records are missed, or will be, until it is mended.</summary>
    Bad,
}
