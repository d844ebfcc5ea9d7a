// What every export has in common: the C calling convention, the status it returns, and the structs that the managed
// side passes by value (laid out as OpenCvSharp.Size, Point and Scalar are).
#pragma once

#include <exception>
#include <opencv2/core.hpp>

#define EXPORT extern "C" __attribute__((visibility("default")))

enum Status : int { Fine = 0, Failed = 1 };

namespace interop {

struct Size { int width, height; };
struct Point { int x, y; };
struct Scalar { double v0, v1, v2, v3; };

inline cv::Size toCv(Size s) { return {s.width, s.height}; }
inline cv::Point toCv(Point p) { return {p.x, p.y}; }
inline cv::Scalar toCv(Scalar s) { return {s.v0, s.v1, s.v2, s.v3}; }

/// An absent optional array comes as a null pointer.
inline const cv::_InputArray& orNone(const cv::_InputArray* array)
{
    const cv::_InputArray& none = cv::noArray();
    return array ? *array : none;
}

/// Hands an error to the callback that redirectError was given.
void report(int code, const char* function, const char* message, const char* file, int line);

/// Runs an export's body. No C++ exception may cross into managed code: it is reported and becomes a status.
template <typename Body>
Status guarded(const char* function, Body&& body)
{
    try {
        body();
        return Fine;
    }
    catch (const cv::Exception& e) {
        report(e.code, e.func.c_str(), e.err.c_str(), e.file.c_str(), e.line);
    }
    catch (const std::exception& e) {
        report(cv::Error::StsError, function, e.what(), "", 0);
    }
    catch (...) {
        report(cv::Error::StsError, function, "an exception that is no std::exception", "", 0);
    }
    return Failed;
}

} // namespace interop
