using System.Text;

namespace Annals.Sources.Http;

/// <summary>Reads bodies that ought to be small.</summary>
internal static class AnswerBody
{
    /// <summary>Longest error that is read, in bytes.</summary>
    public const int ErrorBytesMax = 64 << 10;

    /// <summary>Reads the beginning of a body as text, whatever it is.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(ErrorBytesMax, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>As <see cref="TextAsync"/>; a body that is too long or breaks off counts as empty, since the status tells enough.</summary>
    public static async Task<string> ErrorTextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await TextAsync(answer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return string.Empty;
        }
    }

    /// <summary>Reads all of a body, up to a number of bytes.</summary>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public static async Task<byte[]> BytesAsync(Stream body, int bytesMax, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (bytes.Length + read > bytesMax)
            {
                throw new InvalidDataException($"The answer is longer than {bytesMax} bytes.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
