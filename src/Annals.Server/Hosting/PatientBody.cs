using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Hosting;

/// <summary>
/// The body of a request, given up when nothing comes for a while. Kestrel's own limit is an average since the beginning: who sends much at once could then keep a request, and the
/// memory of it, for hours without sending anything.
/// </summary>
internal sealed class PatientBody(Stream body, TimeSpan patience, TimeProvider time) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Puts itself before the body of every request that may have one.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength != 0)
        {
            var services = context.RequestServices;
            context.Request.Body = new PatientBody(context.Request.Body, services.GetRequiredService<IOptions<LimitOptions>>().Value.BodyPauseMax, services.GetRequiredService<TimeProvider>());
        }

        return next(context);
    }

    /// <inheritdoc/>
    /// <exception cref="BadHttpRequestException">Nothing came for too long: status 408.</exception>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var patient = new CancellationTokenSource(patience, time);
        var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), patient);
        var read = body.ReadAsync(buffer, patient.Token);
        if (read.IsCompletedSuccessfully)
        {
            registration.Dispose();
            patient.Dispose();
            return read;
        }

        return AwaitAsync(read, patient, registration, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    private static async ValueTask<int> AwaitAsync(ValueTask<int> read, CancellationTokenSource patient, CancellationTokenRegistration registration, CancellationToken cancellationToken)
    {
        try
        {
            return await read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body stopped coming.", StatusCodes.Status408RequestTimeout);
        }
        finally
        {
            await registration.DisposeAsync();
            patient.Dispose();
        }
    }
}
