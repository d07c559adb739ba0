namespace Annals.Server.Api.Exports;

/// <summary>An export must end for a reason that its owner may know.</summary>
internal sealed class ExportRefusedException : Exception
{
    public ExportRefusedException()
    {
    }

    public ExportRefusedException(string message)
        : base(message)
    {
    }

    public ExportRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
