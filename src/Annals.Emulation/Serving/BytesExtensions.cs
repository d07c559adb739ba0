using System.Text;

namespace Annals.Emulation;

/// <summary>Looks for texts in bytes.</summary>
internal static class BytesExtensions
{
    /// <summary>Whether bytes hold an ASCII text.</summary>
    public static bool ContainsText(this Span<byte> bytes, string text) => bytes.IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
