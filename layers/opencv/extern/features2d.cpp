// SIFT and the brute-force matcher. A cv::Ptr is handed out by a pointer to it; its _get gives the object that the methods take.
#include "interop.h"
#include <opencv2/features2d.hpp>
#include <vector>

using interop::guarded;

EXPORT Status features2d_SIFT_create(
    int features, int octaveLayers, double contrastThreshold, double edgeThreshold, double sigma, cv::Ptr<cv::SIFT>** result)
{
    return guarded(__func__, [&] {
        *result =
            new cv::Ptr<cv::SIFT>(cv::SIFT::create(features, octaveLayers, contrastThreshold, edgeThreshold, sigma));
    });
}

EXPORT Status features2d_Ptr_SIFT_get(cv::Ptr<cv::SIFT>* pointer, cv::SIFT** result)
{
    return guarded(__func__, [&] { *result = pointer->get(); });
}

// OpenCvSharp asks this from 4.13 on, of every detector; SIFT is the only one here.
EXPORT Status features2d_Ptr_Feature2D_get(cv::Ptr<cv::SIFT>* pointer, cv::Feature2D** result)
{
    return guarded(__func__, [&] { *result = pointer->get(); });
}

EXPORT Status features2d_Ptr_SIFT_delete(cv::Ptr<cv::SIFT>* pointer)
{
    return guarded(__func__, [&] { delete pointer; });
}

EXPORT Status features2d_Feature2D_detectAndCompute(
    cv::Feature2D* self, cv::_InputArray* image, cv::_InputArray* mask, std::vector<cv::KeyPoint>* keypoints,
    cv::_OutputArray* descriptors, int useProvidedKeypoints)
{
    return guarded(__func__, [&] {
        self->detectAndCompute(*image, interop::orNone(mask), *keypoints, *descriptors, useProvidedKeypoints != 0);
    });
}

EXPORT Status features2d_BFMatcher_new(int norm, int crossCheck, cv::BFMatcher** result)
{
    return guarded(__func__, [&] { *result = new cv::BFMatcher(norm, crossCheck != 0); });
}

EXPORT Status features2d_BFMatcher_delete(cv::BFMatcher* self)
{
    return guarded(__func__, [&] { delete self; });
}

EXPORT Status features2d_DescriptorMatcher_knnMatch1(
    cv::DescriptorMatcher* self, cv::Mat* query, cv::Mat* train, std::vector<std::vector<cv::DMatch>>* matches, int k,
    cv::Mat* mask, int compactResult)
{
    return guarded(__func__, [&] {
        self->knnMatch(*query, *train, *matches, k, mask ? *mask : cv::Mat(), compactResult != 0);
    });
}
